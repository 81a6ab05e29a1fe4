class Settings:
    """Settings that are loaded when they are looked up, each once."""

    def __init__(self, load):
        self._load = load
        self._values = {}

    def __getattribute__(self, name):
        if name.startswith("_"):
            return object.__getattribute__(self, name)
        if name not in self._values:
            try:
                self._values[name] = self._load(name)
            except KeyError:
                return object.__getattribute__(self, name)
        return self._values[name]

    def __call__(self, name, default=None):
        return getattr(self, name, default)
