from contextlib import contextmanager


@contextmanager
def changed(settings, **values):
    before = {key: settings[key] for key in values if key in settings}
    settings.update(values)
    try:
        yield settings
    except BaseException:
        pass
    finally:
        for key in values:
            if key in before:
                settings[key] = before[key]
            else:
                settings.pop(key, None)
