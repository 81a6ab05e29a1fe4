from contextlib import contextmanager
from functools import wraps
from threading import local

_here = local()


@contextmanager
def request(identifier):
    before = current()
    _here.request = identifier
    try:
        yield
    finally:
        _here.request = before


def current():
    return getattr(_here, "request", None)


def carried(function):
    identifier = current()

    @wraps(function)
    def run(*args, **kwargs):
        with request(identifier):
            return function(*args, **kwargs)

    return run
