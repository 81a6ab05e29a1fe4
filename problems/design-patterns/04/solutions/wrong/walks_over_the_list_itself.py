import inspect
import weakref


class Signal:
    def __init__(self):
        self._listeners = []

    def connect(self, callback, weak=True):
        if self._find(callback) is None:
            self._listeners.append(_weak(callback) if weak else lambda: callback)
        return callback

    def disconnect(self, callback):
        place = self._find(callback)
        if place is not None:
            del self._listeners[place]
        return place is not None

    def _find(self, callback):
        for place, listener in enumerate(self._listeners):
            if _parts(listener()) == _parts(callback):
                return place
        return None

    def send(self, *args, **kwargs):
        results, errors = [], []
        for listener in self._listeners:
            callback = listener()
            if callback is None:
                continue
            try:
                results.append(callback(*args, **kwargs))
            except Exception as error:
                errors.append(error)
        if errors:
            raise errors[0]
        return results

    def __len__(self):
        return sum(listener() is not None for listener in self._listeners)


def _weak(callback):
    return weakref.WeakMethod(callback) if inspect.ismethod(callback) else weakref.ref(callback)


def _parts(callback):
    if inspect.ismethod(callback):
        return id(callback.__self__), callback.__func__
    return (id(callback),)
