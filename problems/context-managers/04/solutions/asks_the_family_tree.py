class Ignoring:
    """Looks for one of the types among the ancestors of the exception's class."""

    def __init__(self, *types):
        if not all(isinstance(kind, type) and BaseException in kind.__mro__ for kind in types):
            raise TypeError("only exception classes can be ignored")
        self._types = set(types)
        self.ignored = []

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc, traceback):
        ignored = exc_type is not None and not self._types.isdisjoint(exc_type.__mro__)
        if ignored:
            self.ignored += [exc]
        return ignored
