"""What the cases use to look at decorated classes."""


def outcome(function, *args):
    """Say how a call ended: [value], or the name of the exception."""
    try:
        return [function(*args)]
    except Exception as error:
        return type(error).__name__


class Friendly:
    """Something that lets itself be compared with anything, and says so."""

    def __eq__(self, other):
        return "equal to a friend"

    def __lt__(self, other):
        return "less than a friend"

    def __gt__(self, other):
        return "greater than a friend"

    __hash__ = None
