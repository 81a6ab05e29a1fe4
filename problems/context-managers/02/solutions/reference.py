from contextlib import contextmanager


@contextmanager
def changed(settings, **values):
    """Give settings these values for a block, and put back what was there before."""
    before = {key: settings[key] for key in values if key in settings}
    settings.update(values)
    try:
        yield settings
    finally:
        for key in values:
            if key in before:
                settings[key] = before[key]
            else:
                settings.pop(key, None)
