"""What the cases use: what comes out of a block, and of a call."""


def outcome(manager, error):
    """Raise error in a block, if it is one, and say what came out."""
    try:
        with manager:
            if error is not None:
                raise error
    except BaseException as raised:
        return f"{type(raised).__name__}: {raised.args[0]}"
    return "went on"


def refused(make, *types):
    """Say what making it raised."""
    try:
        make(*types)
    except Exception as error:
        return type(error).__name__
    return "fine"
