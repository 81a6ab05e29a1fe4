import functools
import inspect
import time


def timed(report, now=time.perf_counter):
    def decorate(func):
        if inspect.iscoroutinefunction(func):

            @functools.wraps(func)
            async def wrapper(*args, **kwargs):
                start = now()
                try:
                    result = await func(*args, **kwargs)
                except Exception:
                    report(func.__name__, now() - start)
                    raise
                report(func.__name__, now() - start)
                return result

        else:

            @functools.wraps(func)
            def wrapper(*args, **kwargs):
                start = now()
                try:
                    return func(*args, **kwargs)
                finally:
                    report(func.__name__, now() - start)

        return wrapper

    return decorate
