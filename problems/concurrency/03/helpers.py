"""What the cases use: sources and handlers that watch each other, and a look at who is left."""

import threading
import time


def others():
    """The threads beside the one that asks."""
    return [thread.name for thread in threading.enumerate() if thread is not threading.current_thread()]


def shown(failures):
    """Items and kinds of exceptions, in the order of the items."""
    return sorted(([item, type(error).__name__] for item, error in failures), key=str)


class Handled:
    """Keeps what it is called with."""

    def __init__(self):
        self.items = []

    def __call__(self, item):
        self.items.append(item)


class EqualToAll:
    """Something that says yes to every comparison."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False


class Slowly(Handled):
    """A moment for each item."""

    def __call__(self, item):
        time.sleep(0.05)
        super().__call__(item)


def after_a_while(items):
    """A source whose first item takes a moment."""
    time.sleep(0.05)
    yield from items


def together(count):
    """A handler that comes back when so many calls of it are there at the same time."""
    barrier = threading.Barrier(count)
    return lambda item: barrier.wait()


class Belt:
    """A source and a handler; the handler waits for the source to be asked for more than it may be.

    On a busy machine the reader may need a while to come so far, so it is waited for.
    """

    def __init__(self, length, may_be_taken):
        self.length = length
        self.may_be_taken = may_be_taken
        self.taken_before_any_was_done = 0
        self.done = 0
        self.almost_all = threading.Event()
        self.too_many = threading.Event()

    def source(self):
        for number in range(self.length):
            if not self.done:
                self.taken_before_any_was_done += 1
            if self.taken_before_any_was_done >= self.may_be_taken - 1:
                self.almost_all.set()
            if self.taken_before_any_was_done > self.may_be_taken:
                self.too_many.set()
            yield number

    def handle(self, item):
        if not self.done:
            self.almost_all.wait(1)
            self.too_many.wait(0.08)
        self.done += 1
