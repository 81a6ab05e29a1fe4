def make_presets(func, table):
    def make(name):
        def preset(*more, **by_name):
            args, kwargs = table[name]
            return func(*args, *more, **{**kwargs, **by_name})

        preset.func = func
        preset.args, preset.keywords = tuple(table[name][0]), table[name][1]
        return preset

    return {name: make(name) for name in table}


def describe(preset):
    shown = [repr(value) for value in preset.args]
    shown += [f"{name}={value!r}" for name, value in preset.keywords.items()]
    return f"{preset.func.__name__}({', '.join(shown)})"
