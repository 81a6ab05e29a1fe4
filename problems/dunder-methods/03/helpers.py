"""What the cases use: which exception a call ends with."""


def refusal(act, *args):
    """Say which exception a call raised, or what it returned."""
    try:
        return repr(act(*args))
    except Exception as problem:
        return type(problem).__name__
