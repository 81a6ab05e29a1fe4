import functools
import time


def timed(report, now=time.perf_counter):
    def decorate(func):
        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            start = now()
            try:
                return func(*args, **kwargs)
            finally:
                report(func.__name__, now() - start)

        return wrapper

    return decorate
