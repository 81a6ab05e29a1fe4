import contextvars
import json
import logging
import time
import traceback

_requests = contextvars.ContextVar("requests", default=())
_own = frozenset(logging.LogRecord("", 0, "", 0, "", (), None).__dict__)


class in_request:
    """The blocks around a line are a tuple, which each task has for itself."""

    def __init__(self, identifier):
        self.identifier = identifier

    def __enter__(self):
        _requests.set(_requests.get() + (self.identifier,))

    def __exit__(self, *exc_info):
        _requests.set(_requests.get()[:-1])


class JsonFormatter(logging.Formatter):
    converter = time.gmtime
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03d+00:00"

    def format(self, record):
        extra = dict(record.__dict__)
        for key in [*_own, "message", "asctime"]:
            extra.pop(key, None)
        error = "".join(traceback.format_exception(*record.exc_info)).rstrip("\n") if record.exc_info else None
        return json.dumps(dict(
            time=self.formatTime(record), level=record.levelname, logger=record.name, message=record.getMessage(),
            request=_requests.get()[-1] if _requests.get() else None, extra=extra, error=error), default=str)
