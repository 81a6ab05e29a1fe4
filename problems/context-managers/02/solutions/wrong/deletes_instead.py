from contextlib import contextmanager


@contextmanager
def changed(settings, **values):
    settings.update(values)
    try:
        yield settings
    finally:
        for key in values:
            settings.pop(key, None)
