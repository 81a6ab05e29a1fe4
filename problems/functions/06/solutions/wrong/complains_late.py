import inspect


def curry(func):
    required = [
        parameter.name
        for parameter in inspect.signature(func).parameters.values()
        if parameter.default is parameter.empty
        and parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
    ]

    def collect(*args, **kwargs):
        if len(args) + len(required_names(kwargs)) >= len(required):
            return func(*args, **kwargs)
        return lambda *more, **named: collect(*args, *more, **{**kwargs, **named})

    def required_names(kwargs):
        return [name for name in required if name in kwargs]

    return collect
