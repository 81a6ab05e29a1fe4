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

        def call(*args, **kwargs):
            start = now()
            try:
                result = func(*args, **kwargs)
            except BaseException:
                report(func.__name__, now() - start)
                raise
            if inspect.iscoroutine(result):
                return finish(result, start)
            report(func.__name__, now() - start)
            return result

        if inspect.iscoroutinefunction(func):

            @functools.wraps(func)
            async def wrapper(*args, **kwargs):
                return await call(*args, **kwargs)

        else:
            wrapper = functools.wraps(func)(call)
        return wrapper

    return decorate
