from contextlib import contextmanager


@contextmanager
def changed(settings, **values):
    before = dict(settings)
    settings.update(values)
    try:
        yield settings
    finally:
        settings.clear()
        settings.update(before)
