def announced(tell):
    """Decorate a function so that it tells when it begins and ends."""
    return lambda function: function


def announced_async(tell):
    """Decorate an async function so that it tells when it begins and ends."""
    return lambda function: function


def with_first(make):
    """Decorate a function so that it gets what make returns as its first argument."""
    return lambda function: function
