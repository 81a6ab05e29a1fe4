class Settings:
    """Settings that are loaded when they are looked up, each once."""

    def __init__(self, load):
        self._load = load

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(f"{type(self).__name__} has no attribute {name!r}")
        try:
            value = self._load(name)
        except KeyError:
            raise AttributeError(f"there is no setting {name!r}")
        setattr(self, name, value)
        return value

    def __call__(self, name, default=None):
        return getattr(self, name, default)
