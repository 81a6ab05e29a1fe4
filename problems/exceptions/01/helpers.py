"""What the cases use: how a call ended, with its cause and its context."""


def outcome(function, *args):
    """What came back; or the exception's type and text, and the types of its cause and context."""
    try:
        return function(*args)
    except ValueError as error:
        kinds = [type(each).__name__ for each in (error, error.__cause__, error.__context__)]
        return [kinds[0], str(error), *kinds[1:]]
