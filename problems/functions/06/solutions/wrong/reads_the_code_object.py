import inspect


def curry(func):
    signature = inspect.signature(func)
    code = func.__code__
    count = code.co_argcount - len(func.__defaults__ or ())
    required = set(code.co_varnames[:count])

    def collect(*args, **kwargs):
        bound = signature.bind_partial(*args, **kwargs)
        if required <= bound.arguments.keys():
            return func(*args, **kwargs)
        return lambda *more, **named: collect(*args, *more, **kwargs, **named)

    return collect
