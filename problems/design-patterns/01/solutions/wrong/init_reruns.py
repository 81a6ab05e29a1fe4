import threading


class Singleton:
    _objects = {}
    _lock = threading.RLock()

    def __new__(cls, *args, **kwargs):
        with cls._lock:
            if cls not in cls._objects:
                cls._objects[cls] = super().__new__(cls)
            return cls._objects[cls]
