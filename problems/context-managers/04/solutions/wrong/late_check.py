class Ignoring:
    def __init__(self, *types):
        self._types = types
        self.ignored = []

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc, traceback):
        for kind in self._types:
            if not isinstance(kind, type) or not issubclass(kind, BaseException):
                raise TypeError(f"{kind!r} is no exception class")
        if not isinstance(exc, self._types):
            return False
        self.ignored.append(exc)
        return True
