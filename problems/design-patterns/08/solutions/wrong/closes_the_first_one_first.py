import inspect
from contextlib import contextmanager


class Missing(LookupError):
    """A key is not registered; `path` says by which way it was needed."""

    def __init__(self, path):
        super().__init__(" > ".join(key.__name__ for key in path))
        self.path = path


class Cycle(Exception):
    """A key needs itself; `path` says by which way."""

    def __init__(self, path):
        super().__init__(" > ".join(key.__name__ for key in path))
        self.path = path


class ScopeError(Exception):
    """A scoped object is needed where there is no scope, or where it would outlive it."""


class _Scope:
    def __init__(self, container):
        self._container = container
        self.objects = {}
        self.ended = False

    def get(self, key):
        """The object that belongs to the key, in this scope."""
        if self.ended:
            raise ScopeError("the scope has ended")
        return self._container.resolve([key], self)


class Container:
    """Makes objects of registered kinds, and what they need."""

    def __init__(self):
        self._recipes = {}
        self._singletons = {}

    def register(self, key, factory=None, lifetime="transient"):
        """Say how what is asked for by this key is made, and how long it lives."""
        if lifetime not in ("transient", "singleton", "scoped"):
            raise ValueError(f"no such lifetime: {lifetime}")
        self._recipes[key] = factory or key, lifetime
        self._singletons.pop(key, None)

    def get(self, key):
        """The object that belongs to the key."""
        return self.resolve([key], None)

    @contextmanager
    def scope(self):
        """A context manager, in which scoped objects live."""
        scope = _Scope(self)
        try:
            yield scope
        finally:
            scope.ended = True
            for thing in scope.objects.values():
                if hasattr(thing, "close"):
                    thing.close()

    def resolve(self, path, scope):
        """The object for the last key of the path."""
        *before, key = path
        if key in before:
            raise Cycle(path)
        if key not in self._recipes:
            raise Missing(path)
        factory, lifetime = self._recipes[key]
        if lifetime == "transient":
            return self._make(factory, path, scope)
        if lifetime == "singleton":
            kept, scope = self._singletons, None
        elif scope is None:
            raise ScopeError(f"{key.__name__} lives in a scope")
        else:
            kept = scope.objects
        if key not in kept:
            kept[key] = self._make(factory, path, scope)
        return kept[key]

    def _make(self, factory, path, scope):
        needed = {
            name: self.resolve([*path, parameter.annotation], scope)
            for name, parameter in inspect.signature(factory).parameters.items()
            if parameter.default is parameter.empty
        }
        return factory(**needed)
