from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from functools import wraps

_current = ContextVar("request", default=None)


@contextmanager
def request(identifier):
    token = _current.set(identifier)
    try:
        yield
    finally:
        _current.reset(token)


def current():
    return _current.get()


def carried(function):
    @wraps(function)
    def run(*args, **kwargs):
        return copy_context().run(function, *args, **kwargs)

    return run
