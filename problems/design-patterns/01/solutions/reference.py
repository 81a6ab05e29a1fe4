from threading import RLock


class _Once(type):
    """The class of classes that have one object: decides what calling them does."""

    _lock = RLock()

    def __call__(cls, *args, **kwargs):
        with cls._lock:
            if "_object" not in vars(cls):
                cls._object = super().__call__(*args, **kwargs)
        return cls._object


class Singleton(metaclass=_Once):
    """Of each class that inherits from this one there is one object."""
