from functools import reduce


def compose(*functions):
    """Joins two functions, then the result with the next one, and so on."""

    def join(outer, inner):
        return lambda *args, **kwargs: outer(inner(*args, **kwargs))

    return reduce(join, functions) if functions else lambda value: value


def pipe(*functions):
    return compose(*functions[::-1])
