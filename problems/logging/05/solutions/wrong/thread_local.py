import json
import logging
import threading
from contextlib import contextmanager
from datetime import datetime, timezone

_here = threading.local()
_OF_EVERY_RECORD = {*vars(logging.makeLogRecord({})), "message", "asctime"}


@contextmanager
def in_request(identifier):
    before = getattr(_here, "request", None)
    _here.request = identifier
    try:
        yield
    finally:
        _here.request = before


class JsonFormatter(logging.Formatter):
    def format(self, record):
        when = datetime.fromtimestamp(record.created, timezone.utc)
        line = {
            "time": when.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request": getattr(_here, "request", None),
            "extra": {key: value for key, value in vars(record).items() if key not in _OF_EVERY_RECORD},
            "error": self.formatException(record.exc_info) if record.exc_info else None,
        }
        return json.dumps(line, default=str)
