import functools
import inspect
import time


def timed(report, now=time.perf_counter):
    def decorate(func):
        @functools.wraps(func)
        async def wrapper(*args, **kwargs):
            start = now()
            try:
                result = func(*args, **kwargs)
                return await result if inspect.isawaitable(result) else result
            finally:
                report(func.__name__, now() - start)

        return wrapper

    return decorate
