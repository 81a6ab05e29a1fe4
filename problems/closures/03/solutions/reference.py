from functools import partial


def make_presets(func, table):
    """Return, for each name in the table, func with the arguments that stand there."""
    return {name: partial(func, *args, **kwargs) for name, (args, kwargs) in table.items()}


def describe(preset):
    """Return the call that a preset would make as text, as in "search('app.log', limit=3)"."""
    shown = [repr(value) for value in preset.args]
    shown += [f"{name}={value!r}" for name, value in preset.keywords.items()]
    return f"{preset.func.__name__}({', '.join(shown)})"
