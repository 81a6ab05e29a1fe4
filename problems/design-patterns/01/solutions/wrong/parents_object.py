import threading


class Once(type):
    _object = None
    _lock = threading.RLock()

    def __call__(cls, *args, **kwargs):
        with cls._lock:
            if cls._object is None:
                cls._object = super().__call__(*args, **kwargs)
            return cls._object


class Singleton(metaclass=Once):
    pass
