import functools


def make_presets(func, table):
    """Fills in one argument after the other: a partial of a partial is one partial."""
    presets = {}
    for name, (args, kwargs) in table.items():
        preset = functools.partial(func)
        for value in args:
            preset = functools.partial(preset, value)
        for key, value in kwargs.items():
            preset = functools.partial(preset, **{key: value})
        presets[name] = preset
    return presets


def describe(preset):
    text = preset.func.__name__ + "("
    separator = ""
    for value in preset.args:
        text += separator + repr(value)
        separator = ", "
    for key, value in preset.keywords.items():
        text += separator + key + "=" + repr(value)
        separator = ", "
    return text + ")"
