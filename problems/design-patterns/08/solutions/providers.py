import inspect


class Missing(LookupError):
    def __init__(self, *path):
        super().__init__(" > ".join(key.__name__ for key in path))
        self.path = list(path)


class Cycle(Exception):
    def __init__(self, *path):
        super().__init__(" > ".join(key.__name__ for key in path))
        self.path = list(path)


class ScopeError(Exception):
    pass


class Provider:
    """Makes a new object each time; those who keep what they have made inherit from it."""

    def __init__(self, factory):
        self.factory = factory
        self.needs = {
            name: one.annotation for name, one in inspect.signature(factory).parameters.items() if one.default is one.empty
        }

    def provide(self, getter, path, scope):
        return self.factory(**{name: getter(key, path, scope) for name, key in self.needs.items()})


class Singleton(Provider):
    made = ()

    def provide(self, getter, path, scope):
        if not self.made:
            self.made = (super().provide(getter, path, None),)
        return self.made[0]


class Scoped(Provider):
    def provide(self, getter, path, scope):
        if scope is None:
            raise ScopeError(path[-1])
        for provider, made in scope.made:
            if provider is self:
                return made
        made = super().provide(getter, path, scope)
        scope.made.append((self, made))
        return made


class Container:
    lifetimes = {"transient": Provider, "singleton": Singleton, "scoped": Scoped}

    def __init__(self):
        self.providers = {}

    def register(self, key, factory=None, lifetime="transient"):
        try:
            kind = self.lifetimes[lifetime]
        except KeyError:
            raise ValueError(lifetime) from None
        self.providers[key] = kind(key if factory is None else factory)

    def find(self, key, before, scope):
        path = (*before, key)
        if key in before:
            raise Cycle(*path)
        if key not in self.providers:
            raise Missing(*path)
        return self.providers[key].provide(self.find, path, scope)

    def get(self, key):
        return self.find(key, (), None)

    def scope(self):
        return Scope(self)


class Scope:
    def __init__(self, container):
        self.container = container
        self.made = []

    def get(self, key):
        if self.made is None:
            raise ScopeError("over")
        return self.container.find(key, (), self)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        made, self.made = self.made, None
        for _, one in made[::-1]:
            getattr(one, "close", list)()
