def make_presets(func, table):
    def make(args, kwargs):
        return lambda *more, **by_name: func(*args, *more, **{**kwargs, **by_name})

    return {name: make(tuple(args), dict(kwargs)) for name, (args, kwargs) in table.items()}


def describe(preset):
    shown = [repr(value) for value in preset.args]
    shown += [f"{name}={value!r}" for name, value in preset.keywords.items()]
    return f"{preset.func.__name__}({', '.join(shown)})"
