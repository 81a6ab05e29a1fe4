from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from functools import wraps

_current = ContextVar("request", default=None)


@contextmanager
def request(identifier):
    """In this block the identifier is the current one."""
    token = _current.set(identifier)
    try:
        yield
    finally:
        _current.reset(token)


def current():
    """Return the identifier of the request that this runs for, or None."""
    return _current.get()


def carried(function):
    """Return a function that takes the request of this place along."""
    context = copy_context()

    @wraps(function)
    def run(*args, **kwargs):
        return context.copy().run(function, *args, **kwargs)  # a context runs one call at a time

    return run
