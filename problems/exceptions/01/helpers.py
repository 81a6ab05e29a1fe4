"""What the cases use: how a call ended, with its cause and its context."""


def outcome(function, *args):
    """What came back; or the text of the ValueError, and the types of its cause and context."""
    try:
        return function(*args)
    except ValueError as error:
        behind = [type(each).__name__ for each in (error.__cause__, error.__context__)]
        return ["ValueError", str(error), *behind]
