def announced(log, func, /, *args, **kwargs):
    parts = [repr(value) for value in args]
    parts += [f"{name}={value!r}" for name, value in sorted(kwargs.items())]
    log(f"{func.__name__}({', '.join(parts)})")
    return func(*args, **kwargs)
