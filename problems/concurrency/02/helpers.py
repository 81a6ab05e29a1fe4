"""What the cases use: functions that wait for each other, and a count of threads."""

import threading


def shown(results):
    """Results as they are, exceptions by their kind and arguments."""
    return [[type(item).__name__, list(item.args)] if isinstance(item, BaseException) else item for item in results]


class Starts:
    """Counts the threads that are started from now on."""

    def __init__(self):
        self.count = 0
        real = threading.Thread.start

        def start(thread):
            self.count += 1
            real(thread)

        threading.Thread.start = start


def together(count):
    """A function that comes back when so many calls of it are there at the same time."""
    barrier = threading.Barrier(count)

    def call(item):
        barrier.wait()
        return item

    return call


def slow_first(others):
    """A function whose call with 0 comes back last: when so many others are done."""
    left = threading.Semaphore(0)

    def call(item):
        if item == 0:
            for _ in range(others):
                left.acquire()
        else:
            left.release()
        return item * 10

    return call
