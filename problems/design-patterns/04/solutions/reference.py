import inspect
import itertools
import weakref


class Signal:
    """Calls those who listen, and keeps none of them alive."""

    def __init__(self):
        self._numbers = itertools.count()
        self._listeners = {}  # by number: what leads to the listener, or to None

    def connect(self, callback, weak=True):
        """Add a listener, and return it."""
        if self._find(callback) is None:
            self._listeners[next(self._numbers)] = _weak(callback) if weak else lambda: callback
        return callback

    def disconnect(self, callback):
        """Remove a listener; say whether it was there."""
        number = self._find(callback)
        self._listeners.pop(number, None)
        return number is not None

    def _find(self, callback):
        for number, listener in self._listeners.items():
            if _parts(listener()) == _parts(callback):
                return number
        return None

    def send(self, *args, **kwargs):
        """Call all listeners in order; the list of what they returned."""
        results, errors = [], []
        for number in list(self._listeners):
            callback = self._listeners.get(number, _nobody)()
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
        """How many listeners are alive."""
        return sum(listener() is not None for listener in self._listeners.values())


def _weak(callback):
    return weakref.WeakMethod(callback) if inspect.ismethod(callback) else weakref.ref(callback)


def _parts(callback):
    """What makes a listener the same: the object, and of a method its function, too."""
    if inspect.ismethod(callback):
        return id(callback.__self__), callback.__func__
    return (id(callback),)


def _nobody():
    return None
