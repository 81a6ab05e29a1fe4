import threading


class Once(type):
    _objects = {}
    _lock = threading.RLock()

    def __call__(cls, *args, **kwargs):
        key = (cls, args, tuple(sorted(kwargs.items())))
        with cls._lock:
            if key not in cls._objects:
                cls._objects[key] = super().__call__(*args, **kwargs)
            return cls._objects[key]


class Singleton(metaclass=Once):
    pass
