def announced(log, func, /, *args, **kwargs):
    parts = [str(value) for value in args]
    parts += [f"{name}={value}" for name, value in kwargs.items()]
    log(f"{func.__name__}({', '.join(parts)})")
    return func(*args, **kwargs)
