from contextlib import contextmanager


@contextmanager
def changed(settings, **values):
    before = {key: settings.get(key) for key in values}
    settings.update(values)
    try:
        yield settings
    finally:
        for key in values:
            if before[key] is not None:
                settings[key] = before[key]
            else:
                settings.pop(key, None)
