import functools
import inspect
import time


def timed(report, now=time.perf_counter):
    def decorate(func):
        if inspect.iscoroutinefunction(func):

            @functools.wraps(func)
            async def wrapper(*args, **kwargs):
                start = now()
                result = await func(*args, **kwargs)
                report(func.__name__, now() - start)
                return result

        else:

            @functools.wraps(func)
            def wrapper(*args, **kwargs):
                start = now()
                result = func(*args, **kwargs)
                report(func.__name__, now() - start)
                return result

        return wrapper

    return decorate
