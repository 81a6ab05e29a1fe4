import json
import logging
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timezone

_request = ContextVar("request", default=None)
_OF_EVERY_RECORD = {*vars(logging.makeLogRecord({})), "message", "asctime"}


@contextmanager
def in_request(identifier):
    _request.set(identifier)
    try:
        yield
    finally:
        _request.set(None)


class JsonFormatter(logging.Formatter):
    def format(self, record):
        when = datetime.fromtimestamp(record.created, timezone.utc)
        line = {
            "time": when.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request": _request.get(),
            "extra": {key: value for key, value in vars(record).items() if key not in _OF_EVERY_RECORD},
            "error": self.formatException(record.exc_info) if record.exc_info else None,
        }
        return json.dumps(line, default=str)
