import time


def timed(report, now=time.perf_counter):
    """Return a decorator that reports how long the calls of a function take."""

    def decorate(func):
        return func

    return decorate
