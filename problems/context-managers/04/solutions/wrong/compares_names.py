class Ignoring:
    def __init__(self, *types):
        for kind in types:
            if not isinstance(kind, type) or not issubclass(kind, BaseException):
                raise TypeError(f"{kind!r} is no exception class")
        self._types = types
        self.ignored = []

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc, traceback):
        names = [kind.__name__ for kind in self._types]
        if exc_type is None or exc_type.__name__ not in names:
            return False
        self.ignored.append(exc)
        return True
