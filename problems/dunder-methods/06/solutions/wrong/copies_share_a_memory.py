class Settings:
    """Settings that are loaded when they are looked up, each once."""

    def __init__(self, load):
        self._load = load
        self._values = {}

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(f"{type(self).__name__} has no attribute {name!r}")
        if name not in self._values:
            try:
                self._values[name] = self._load(name)
            except KeyError:
                raise AttributeError(f"there is no setting {name!r}")
        return self._values[name]

    def __delattr__(self, name):
        known = name in self._values
        self._values.pop(name, None)
        if name in vars(self) or not known:
            super().__delattr__(name)

    def __call__(self, name, default=None):
        return getattr(self, name, default)
