from contextlib import contextmanager


@contextmanager
def changed(settings, **values):
    before = {key: settings.get(key) for key in values}
    settings.update(values)
    try:
        yield settings
    finally:
        settings.update(before)
