class Settings:
    """Settings that are loaded when they are looked up, each once."""

    def __init__(self, load):
        self._load = load

    def __getattr__(self, name):
        try:
            value = self._load(name)
        except KeyError:
            raise AttributeError(f"there is no setting {name!r}")
        setattr(self, name, value)
        return value

    def __call__(self, name, default=None):
        return getattr(self, name, default)
