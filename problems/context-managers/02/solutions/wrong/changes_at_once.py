from contextlib import contextmanager


def changed(settings, **values):
    before = {key: settings[key] for key in values if key in settings}
    settings.update(values)
    return restoring(settings, before, list(values))


@contextmanager
def restoring(settings, before, keys):
    try:
        yield settings
    finally:
        for key in keys:
            settings.pop(key, None)
        settings.update(before)
