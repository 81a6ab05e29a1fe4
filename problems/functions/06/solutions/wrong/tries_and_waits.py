def curry(func):
    def collect(*args, **kwargs):
        try:
            return func(*args, **kwargs)
        except TypeError:
            return lambda *more, **named: collect(*args, *more, **kwargs, **named)

    return collect
