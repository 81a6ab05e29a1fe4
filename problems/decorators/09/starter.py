def deprecated(message):
    """Return a decorator that warns whenever what it decorates is used."""

    def decorate(target):
        return target

    return decorate
