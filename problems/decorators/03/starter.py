def check_types(func):
    """Decorate func so that its arguments and its result are checked by its annotations."""
    return func
