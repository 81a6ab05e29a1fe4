class Settings:
    """Settings that are loaded when they are looked up, each once."""

    def __init__(self, load):
        vars(self).update(_load=load, _values={})

    def __getattr__(self, name):
        if name[:1] == "_":
            raise AttributeError(name)
        if name not in self._values:
            try:
                self._values[name] = self._load(name)
            except KeyError as problem:
                raise AttributeError(f"no setting is called {name}") from problem
        return self._values[name]

    def __delattr__(self, name):
        if name in vars(self):
            super().__delattr__(name)
        else:
            self._values.pop(name)

    def __call__(self, name, default=None):
        try:
            return getattr(self, name)
        except AttributeError:
            return default

    def __getstate__(self):
        return {**vars(self), "_values": dict(self._values)}

    def __setstate__(self, state):
        vars(self).update(state)
