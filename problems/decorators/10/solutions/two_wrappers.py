import time
from functools import wraps
from inspect import iscoroutinefunction


def timed(report, now=time.perf_counter):
    """Return a decorator that reports how long the calls of a function take."""

    def for_function(func):
        @wraps(func)
        def timed_call(*args, **kwargs):
            start = now()
            try:
                return func(*args, **kwargs)
            finally:
                report(func.__name__, now() - start)

        return timed_call

    def for_coroutine_function(func):
        @wraps(func)
        async def timed_call(*args, **kwargs):
            start = now()
            try:
                return await func(*args, **kwargs)
            finally:
                report(func.__name__, now() - start)

        return timed_call

    return lambda func: (for_coroutine_function if iscoroutinefunction(func) else for_function)(func)
