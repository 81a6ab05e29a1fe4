import inspect


def curry(func):
    signature = inspect.signature(func)
    required = [
        parameter.name
        for parameter in signature.parameters.values()
        if parameter.default is parameter.empty
        and parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
    ]

    def collect(*args):
        if len(args) >= len(required):
            return func(*args)
        return lambda value: collect(*args, value)

    return collect() if not required else lambda value: collect(value)
