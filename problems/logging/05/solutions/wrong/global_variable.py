import json
import logging
from contextlib import contextmanager
from datetime import datetime, timezone

_request = None
_OF_EVERY_RECORD = {*vars(logging.makeLogRecord({})), "message", "asctime"}


@contextmanager
def in_request(identifier):
    global _request
    before, _request = _request, identifier
    try:
        yield
    finally:
        _request = before


class JsonFormatter(logging.Formatter):
    def format(self, record):
        when = datetime.fromtimestamp(record.created, timezone.utc)
        line = {
            "time": when.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request": _request,
            "extra": {key: value for key, value in vars(record).items() if key not in _OF_EVERY_RECORD},
            "error": self.formatException(record.exc_info) if record.exc_info else None,
        }
        return json.dumps(line, default=str)
