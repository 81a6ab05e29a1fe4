import types
import weakref


class Entry:
    """One listener: its object, held as it should be, and of a method the function."""

    def __init__(self, callback, weak):
        self.function = None
        if isinstance(callback, types.MethodType):
            callback, self.function = callback.__self__, callback.__func__
        self.get = weakref.ref(callback) if weak else lambda: callback
        self.gone = False

    def callback(self):
        owner = self.get()
        if owner is None or self.gone:
            return None
        return owner if self.function is None else types.MethodType(self.function, owner)

    def is_for(self, callback):
        if isinstance(callback, types.MethodType):
            return self.get() is callback.__self__ and self.function is callback.__func__
        return self.get() is callback and self.function is None


class Signal:
    def __init__(self):
        self.entries = []

    def living(self):
        self.entries = [entry for entry in self.entries if entry.callback() is not None]
        return self.entries

    def connect(self, callback, weak=True):
        if not any(entry.is_for(callback) for entry in self.living()):
            self.entries = [*self.entries, Entry(callback, weak)]
        return callback

    def disconnect(self, callback):
        for entry in self.living():
            if entry.is_for(callback):
                entry.gone = True
                return True
        return False

    def send(self, *args, **kwargs):
        results, trouble = [], None
        for entry in self.living():
            if entry.callback() is not None:
                try:
                    results.append(entry.callback()(*args, **kwargs))
                except Exception as error:
                    trouble = trouble or error
        if trouble is not None:
            raise trouble
        return results

    def __len__(self):
        return len(self.living())
