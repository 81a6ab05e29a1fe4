import inspect


def curry(func):
    signature = inspect.signature(func)
    required = {
        parameter.name
        for parameter in signature.parameters.values()
        if parameter.default is parameter.empty
        and parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
    }
    args, kwargs = [], {}

    def collect(*more, **named):
        signature.bind_partial(*args, *more, **kwargs, **named)
        args.extend(more)
        kwargs.update(named)
        if required <= signature.bind_partial(*args, **kwargs).arguments.keys():
            complete = tuple(args), dict(kwargs)
            args.clear()
            kwargs.clear()
            return func(*complete[0], **complete[1])
        return collect

    return collect
