class UnknownKind(LookupError):
    """Nobody has registered this kind."""


class Factory:
    """Makes products by the name of their kind; who makes them registers here."""

    def register(self, *kinds):
        """Register the decorated class or function for these kinds."""

    def register_lazy(self, kind, target):
        """Register what "module:name" names; import it when it is needed."""

    def create(self, kind, *args, **kwargs):
        """Make a new product of this kind."""

    def kinds(self):
        """All kinds, sorted."""
