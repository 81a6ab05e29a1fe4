import inspect


def curry(func):
    """Return a function that collects arguments, and calls func when none is missing."""
    signature = inspect.signature(func)
    required = {
        parameter.name
        for parameter in signature.parameters.values()
        if parameter.default is parameter.empty
        and parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
    }

    def collect(*args, **kwargs):
        bound = signature.bind_partial(*args, **kwargs)
        if required <= bound.arguments.keys():
            return func(*args, **kwargs)

        def wait(*more, **named):
            return collect(*args, *more, **kwargs, **named)

        return wait

    return collect
