import importlib


class UnknownKind(LookupError):
    def __init__(self, kind, known):
        super().__init__(f"unknown kind: {kind}")
        self.kind, self.known = kind, known


class Factory:
    """Keeps the targets of lazy kinds apart, and moves what it has imported to the others."""

    def __init__(self):
        self.ready = {}
        self.targets = {}

    def register(self, *kinds):
        def decorate(maker):
            for kind in kinds:
                self.check(kind)
            for kind in kinds:
                self.ready[kind] = maker
            return maker

        return decorate

    def register_lazy(self, kind, target):
        self.check(kind)
        self.targets[kind] = target

    def check(self, kind):
        if kind in self.kinds():
            raise ValueError(kind)

    def create(self, kind, *args, **kwargs):
        if kind in self.targets:
            module, name = self.targets[kind].split(":")
            self.ready[kind] = getattr(importlib.import_module(module), name)
            del self.targets[kind]
        try:
            maker = self.ready[kind]
        except KeyError:
            raise UnknownKind(kind, self.kinds()) from None
        return maker(*args, **kwargs)

    def kinds(self):
        return sorted({*self.ready, *self.targets})
