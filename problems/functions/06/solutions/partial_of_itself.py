from functools import partial
from inspect import Parameter, signature

COLLECTING = (Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD)


def curry(func):
    """Keep what has come in a partial, and look at what is missing in each call."""

    def step(so_far, /, *args, **kwargs):
        repeated = so_far.keywords.keys() & kwargs.keys()
        if repeated:
            raise TypeError(f"given twice: {repeated}")
        longer = partial(so_far, *args, **kwargs)
        given = signature(func).bind_partial(*longer.args, **longer.keywords).arguments
        for name, parameter in signature(func).parameters.items():
            if name not in given and parameter.default is Parameter.empty and parameter.kind not in COLLECTING:
                return partial(step, longer)
        return longer()

    return partial(step, partial(func))
