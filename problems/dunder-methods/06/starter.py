class Settings:
    """Settings that are loaded when they are looked up, each once."""

    def __init__(self, load):
        self._load = load
