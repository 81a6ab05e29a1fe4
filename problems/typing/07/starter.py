class UsageError(Exception):
    """The texts do not fit the function; `name` says which parameter or text."""


def run(function, argv):
    """Call the function with what these texts say, by its type hints."""
