import inspect


def curry(func):
    signature = inspect.signature(func)
    required = {
        parameter.name
        for parameter in signature.parameters.values()
        if parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
    }

    def collect(*args, **kwargs):
        bound = signature.bind_partial(*args, **kwargs)
        if required <= bound.arguments.keys():
            return func(*args, **kwargs)
        return lambda *more, **named: collect(*args, *more, **kwargs, **named)

    return collect
