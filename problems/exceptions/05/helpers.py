"""What the cases use: work that fails, and exceptions as trees that can be read."""


def fails(error):
    """A function that raises the exception."""

    def work():
        raise error

    return work


def tree(error):
    """An exception as [class, text], a group as [message, [what is in it]]."""
    if isinstance(error, BaseExceptionGroup):
        return [error.message, [tree(each) for each in error.exceptions]]
    return [type(error).__name__, str(error)]


def outcome(function, *args):
    """What came back, or the tree of what was raised."""
    try:
        return {"returned": function(*args)}
    except BaseException as error:
        return {"raised": tree(error)}


def grow(plan):
    """An exception of a plan: a name of a class, or a list of such plans for a group."""
    if isinstance(plan, str):
        return {"V": ValueError, "K": KeyError, "I": IndexError, "O": OSError, "F": FileNotFoundError}[plan](plan)
    return ExceptionGroup(f"group of {len(plan)}", [grow(each) for each in plan])
