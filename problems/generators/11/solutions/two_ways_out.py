import functools


class _Managed:
    """Holds a generator; one method for each way out."""

    def __init__(self, generator):
        self.generator = generator

    def __enter__(self):
        for value in self.generator:
            return value
        raise RuntimeError("no yield")

    def __exit__(self, kind, error, trace):
        if error is None:
            self._finish()
            return False
        return self._fail(error)

    def _finish(self):
        for _ in self.generator:
            self._too_many()

    def _fail(self, error):
        try:
            self.generator.throw(error)
        except StopIteration as end:
            return end is not error
        except RuntimeError as raised:
            if isinstance(error, StopIteration) and raised.__cause__ is error:
                return False
            raise
        self._too_many()

    def _too_many(self):
        self.generator.close()
        raise RuntimeError("more than one yield")


def managed(function):
    """Make a generator function with one yield into one that returns context managers."""

    def make(*args, **kwargs):
        return _Managed(function(*args, **kwargs))

    return functools.update_wrapper(make, function)
