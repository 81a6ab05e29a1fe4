from contextlib import contextmanager
from functools import wraps

_current = None


@contextmanager
def request(identifier):
    global _current
    before, _current = _current, identifier
    try:
        yield
    finally:
        _current = before


def current():
    return _current


def carried(function):
    identifier = current()

    @wraps(function)
    def run(*args, **kwargs):
        with request(identifier):
            return function(*args, **kwargs)

    return run
