from functools import partial


def make_presets(func, table):
    return {name: partial(func, *args, **kwargs) for name, (args, kwargs) in table.items()}


def describe(preset):
    shown = [str(value) for value in preset.args]
    shown += [f"{name}={value}" for name, value in preset.keywords.items()]
    return f"{preset.func.__name__}({', '.join(shown)})"
