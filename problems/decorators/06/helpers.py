"""What the cases use to look at functions that try again."""
import time


class Shaky:
    """A function that fails as often as it is told to, and notes when it was called."""

    def __init__(self, failures, error=OSError):
        self.failures, self.error = failures, error
        self.__name__ = "shaky"
        self.times = []

    def __call__(self, *args):
        self.times.append(time.monotonic())
        if len(self.times) <= self.failures:
            raise self.error("attempt", len(self.times))
        return list(args)

    def pauses(self):
        return [later - earlier for earlier, later in zip(self.times, self.times[1:])]


def outcome(function, *args):
    """Say how a call ended: [value], or the name of the exception."""
    try:
        return [function(*args)]
    except BaseException as error:
        return type(error).__name__
