"""What the cases use: how a call ends."""


def outcome(act):
    """Return what a call returned, or the name of the exception that it raised."""
    try:
        return act()
    except Exception as problem:
        return type(problem).__name__
