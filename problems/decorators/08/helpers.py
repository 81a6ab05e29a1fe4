"""What the cases use to look at a registry."""
import functools


def outcome(function, *args):
    """Say how a call ended: [value], or the name and the text of the exception."""
    try:
        return [function(*args)]
    except Exception as error:
        return [type(error).__name__, *map(str, error.args)]


def loudly(function):
    """Decorate a function so that it shouts."""

    @functools.wraps(function)
    def wrapper(*args):
        return function(*args).upper()

    return wrapper


def add(commands, function, *names):
    """Register a function without the help of an @."""
    return commands.register(*names)(function)


def version():
    return "one"


def other_version():
    return "two"
