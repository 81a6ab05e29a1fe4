"""What the cases use to look at checked functions."""


def outcome(function, *args, **kwargs):
    """Say how a call ended: with a value, or with a TypeError and its text."""
    try:
        return ["returned", function(*args, **kwargs)]
    except TypeError as error:
        return ["TypeError", str(error)]
