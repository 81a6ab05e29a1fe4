def make_presets(func, table):
    def make(args, kwargs):
        def preset(*more, **by_name):
            kwargs.update(by_name)
            return func(*args, *more, **kwargs)

        preset.func, preset.args, preset.keywords = func, args, kwargs
        return preset

    return {name: make(tuple(args), dict(kwargs)) for name, (args, kwargs) in table.items()}


def describe(preset):
    shown = [repr(value) for value in preset.args]
    shown += [f"{name}={value!r}" for name, value in preset.keywords.items()]
    return f"{preset.func.__name__}({', '.join(shown)})"
