import operator


def ordered_by(*names):
    """Return a class decorator that adds repr, equality, hash and order by these attributes."""
    if not names or not all(name.isidentifier() for name in names):
        raise ValueError("names of attributes are needed")

    def key(thing):
        return tuple(getattr(thing, name) for name in names)

    def decorate(cls):
        def comparing(compare):
            def method(self, other):
                if not isinstance(other, cls):
                    return NotImplemented
                return compare(key(self), key(other))

            return method

        def show(self):
            values = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
            return f"{cls.__name__}({values})"

        methods = {"__repr__": show, "__hash__": lambda self: hash(key(self))}
        for name in ("eq", "lt", "le", "gt", "ge"):
            methods[f"__{name}__"] = comparing(getattr(operator, name))
        for name, method in methods.items():
            if name not in vars(cls):
                setattr(cls, name, method)
        return cls

    return decorate
