from functools import partial


def make_presets(func, table):
    return {name: partial(func, *args, **kwargs) for name, (args, kwargs) in table.items()}


def describe(preset):
    shown = ", ".join(f"{name}={value!r}" for name, value in preset.keywords.items())
    return f"{preset.func.__name__}({shown})"
