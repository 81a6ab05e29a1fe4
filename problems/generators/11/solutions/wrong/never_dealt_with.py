from functools import wraps


def managed(function):

    @wraps(function)
    def wrapper(*args, **kwargs):
        return _Block(function(*args, **kwargs))

    return wrapper


class _Block:
    def __init__(self, generator):
        self._generator = generator

    def __enter__(self):
        try:
            return next(self._generator)
        except StopIteration:
            raise RuntimeError("the generator did not yield")

    def __exit__(self, exc_type, exc, traceback):
        try:
            if exc is None:
                next(self._generator)
            else:
                self._generator.throw(exc)
        except StopIteration:
            return False
        except BaseException as error:
            if error is exc or (error.__cause__ is exc and isinstance(exc, StopIteration)):
                return False
            raise
        self._generator.close()
        raise RuntimeError("the generator yielded a second time")
