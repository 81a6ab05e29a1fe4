from copy import deepcopy
from functools import partial


def make_presets(func, table):
    return {name: partial(func, *args, **kwargs) for name, (args, kwargs) in deepcopy(table).items()}


def describe(preset):
    shown = [repr(value) for value in preset.args]
    shown += [f"{name}={value!r}" for name, value in preset.keywords.items()]
    return f"{preset.func.__name__}({', '.join(shown)})"
