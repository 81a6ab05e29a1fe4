class Ignoring:
    ignored = []

    def __init__(self, *types):
        for kind in types:
            if not isinstance(kind, type) or not issubclass(kind, BaseException):
                raise TypeError(f"{kind!r} is no exception class")
        self._types = types

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc, traceback):
        if not isinstance(exc, self._types):
            return False
        self.ignored.append(exc)
        return True
