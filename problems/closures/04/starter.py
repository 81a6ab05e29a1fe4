def remember(func):
    """Return a function that runs func once for the same arguments, until it is reset."""
    memory = {}

    def remembering(*args):
        return func(*args)

    return remembering
