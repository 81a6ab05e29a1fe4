"""What the cases use: handlers that are equal, and hashable by nobody."""


class Clerk:
    """Writes down what it hears; equal to every other clerk of that name."""

    def __init__(self, name, log):
        self.name = name
        self.log = log

    def __eq__(self, other):
        return isinstance(other, Clerk) and self.name == other.name

    __hash__ = None

    def __call__(self, message):
        self.log.append(message)
