def announced(*args, **named):
    """Without names of its own in the parameter list, none can be in the way."""
    log, func, *positional = args
    shown = list(map(repr, positional))
    for name in named:
        shown.append(name + "=" + repr(named[name]))
    log(func.__name__ + "(" + ", ".join(shown) + ")")
    return func(*positional, **named)
