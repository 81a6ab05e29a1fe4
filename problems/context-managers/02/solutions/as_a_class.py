_MISSING = object()


def changed(settings, **values):
    """Give settings these values for a block, and put back what was there before."""
    return _Changed(settings, values)


class _Changed:
    def __init__(self, settings, values):
        self._settings = settings
        self._values = values

    def __enter__(self):
        self._before = [(key, self._settings.get(key, _MISSING)) for key in self._values]
        self._settings.update(self._values)
        return self._settings

    def __exit__(self, exc_type, exc, traceback):
        for key, value in self._before:
            if value is not _MISSING:
                self._settings[key] = value
            elif key in self._settings:
                del self._settings[key]
