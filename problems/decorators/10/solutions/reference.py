import contextlib
import functools
import inspect
import time


def timed(report, now=time.perf_counter):
    """Return a decorator that reports how long the calls of a function take."""

    def decorate(func):
        @contextlib.contextmanager
        def timing():
            start = now()
            try:
                yield
            finally:
                report(func.__name__, now() - start)

        if inspect.iscoroutinefunction(func):

            @functools.wraps(func)
            async def wrapper(*args, **kwargs):
                with timing():
                    return await func(*args, **kwargs)

        else:

            @functools.wraps(func)
            def wrapper(*args, **kwargs):
                with timing():
                    return func(*args, **kwargs)

        return wrapper

    return decorate
