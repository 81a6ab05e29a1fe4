from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from functools import wraps

_current = ContextVar("request", default=None)


@contextmanager
def request(identifier):
    token = _current.set(identifier)
    yield
    _current.reset(token)


def current():
    return _current.get()


def carried(function):
    context = copy_context()

    @wraps(function)
    def run(*args, **kwargs):
        return context.copy().run(function, *args, **kwargs)

    return run
