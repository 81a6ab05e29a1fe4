def ordered_by(*names):
    """Return a class decorator that adds repr, equality, hash and order by these attributes."""

    def decorate(cls):
        return cls

    return decorate
