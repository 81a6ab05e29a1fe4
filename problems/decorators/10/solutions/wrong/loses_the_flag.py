import functools
import inspect
import time


def timed(report, now=time.perf_counter):
    def decorate(func):
        async def finish(coroutine, start):
            try:
                return await coroutine
            finally:
                report(func.__name__, now() - start)

        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            start = now()
            if inspect.iscoroutinefunction(func):
                return finish(func(*args, **kwargs), start)
            try:
                return func(*args, **kwargs)
            finally:
                report(func.__name__, now() - start)

        return wrapper

    return decorate
