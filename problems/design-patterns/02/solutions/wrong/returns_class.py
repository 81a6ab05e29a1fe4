from importlib import import_module


class UnknownKind(LookupError):
    """Nobody has registered this kind."""

    def __init__(self, kind, known):
        super().__init__(f"unknown kind: {kind}")
        self.kind = kind
        self.known = known


class Factory:
    """Makes products by the name of their kind; who makes them registers here."""

    def __init__(self):
        self._makers = {}

    def register(self, *kinds):
        """Register the decorated class or function for these kinds."""

        def decorate(maker):
            self._add(kinds, maker)
            return maker

        return decorate

    def register_lazy(self, kind, target):
        """Register what "module:name" names; import it when it is needed."""
        module, _, name = target.partition(":")

        def maker(*args, **kwargs):
            return getattr(import_module(module), name)(*args, **kwargs)

        self._add([kind], maker)

    def _add(self, kinds, maker):
        taken = self._makers.keys() & kinds
        if taken:
            raise ValueError(f"already registered: {taken}")
        self._makers.update(dict.fromkeys(kinds, maker))

    def create(self, kind, *args, **kwargs):
        """Make a new product of this kind."""
        if kind not in self._makers:
            raise UnknownKind(kind, self.kinds())
        return self._makers[kind]

    def kinds(self):
        """All kinds, sorted."""
        return sorted(self._makers)
