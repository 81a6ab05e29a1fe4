class Missing(LookupError):
    """A key is not registered; `path` says by which way it was needed."""


class Cycle(Exception):
    """A key needs itself; `path` says by which way."""


class ScopeError(Exception):
    """A scoped object is needed where there is no scope, or where it would outlive it."""


class Container:
    """Makes objects of registered kinds, and what they need."""

    def register(self, key, factory=None, lifetime="transient"):
        """Say how what is asked for by this key is made, and how long it lives."""

    def get(self, key):
        """The object that belongs to the key."""

    def scope(self):
        """A context manager, in which scoped objects live."""
