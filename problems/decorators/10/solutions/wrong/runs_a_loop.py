import asyncio
import functools
import inspect
import time


def timed(report, now=time.perf_counter):
    def decorate(func):
        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            start = now()
            try:
                result = func(*args, **kwargs)
                return asyncio.run(result) if inspect.iscoroutinefunction(func) else result
            finally:
                report(func.__name__, now() - start)

        return wrapper

    return decorate
