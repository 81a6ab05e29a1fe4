import functools
import inspect
import time


def timed(report, now=time.perf_counter):
    def decorate(func):
        start = 0

        if inspect.iscoroutinefunction(func):

            @functools.wraps(func)
            async def wrapper(*args, **kwargs):
                nonlocal start
                start = now()
                try:
                    return await func(*args, **kwargs)
                finally:
                    report(func.__name__, now() - start)

        else:

            @functools.wraps(func)
            def wrapper(*args, **kwargs):
                nonlocal start
                start = now()
                try:
                    return func(*args, **kwargs)
                finally:
                    report(func.__name__, now() - start)

        return wrapper

    return decorate
