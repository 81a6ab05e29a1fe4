from operator import attrgetter


def _missing(cls, *methods):
    """Add the functions to the class that its body does not define."""
    for method in methods:
        if method.__name__ not in cls.__dict__:
            setattr(cls, method.__name__, method)
    return cls


def ordered_by(*names):
    """Return a class decorator that adds repr, equality, hash and order by these attributes."""
    if len(names) == 0:
        raise ValueError("there are no names")
    for name in names:
        if not name.isidentifier():
            raise ValueError(f"{name!r} is no name")
    key = attrgetter(*names)

    def decorate(cls):
        def __eq__(self, other):
            return key(self) == key(other) if isinstance(other, cls) else NotImplemented

        def __hash__(self):
            return hash((cls, key(self)))

        def __lt__(self, other):
            return key(self) < key(other) if isinstance(other, cls) else NotImplemented

        def __le__(self, other):
            return key(self) <= key(other) if isinstance(other, cls) else NotImplemented

        def __gt__(self, other):
            return key(self) > key(other) if isinstance(other, cls) else NotImplemented

        def __ge__(self, other):
            return key(self) >= key(other) if isinstance(other, cls) else NotImplemented

        def __repr__(self):
            pairs = [f"{name}={getattr(self, name)!r}" for name in names]
            return type(self).__name__ + "(" + ", ".join(pairs) + ")"

        return _missing(cls, __eq__, __hash__, __lt__, __le__, __gt__, __ge__, __repr__)

    return decorate
