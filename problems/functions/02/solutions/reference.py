def announced(log, func, /, *args, **kwargs):
    """Describe the call to log, make it, and return what func returns."""
    parts = [repr(value) for value in args]
    parts += [f"{name}={value!r}" for name, value in kwargs.items()]
    log(f"{func.__name__}({', '.join(parts)})")
    return func(*args, **kwargs)
