import threading


class Once(type):
    _objects = {}
    _lock = threading.RLock()

    def __call__(cls, *args, **kwargs):
        if cls not in cls._objects:
            with cls._lock:
                if cls not in cls._objects:
                    one = cls._objects[cls] = cls.__new__(cls, *args, **kwargs)
                    one.__init__(*args, **kwargs)
        return cls._objects[cls]


class Singleton(metaclass=Once):
    def __new__(cls, *args, **kwargs):
        return super().__new__(cls)
