"""What the cases use to look at decorated functions."""


def outcome(function, *args):
    """Say how a call ended: ("returned", value) or ("raised", name of the exception)."""
    try:
        return ("returned", function(*args))
    except BaseException as exception:
        return ("raised", type(exception).__name__)


def interrupted(text):
    """Be stopped by the user, as with Control-C."""
    raise KeyboardInterrupt(text)
