class Commands:
    """Functions that can be run by name."""

    _functions = {}

    def register(self, *names):
        """Return a decorator that notes a function under these names, or under its own."""

        def decorate(func):
            new = {}
            for name in names or [func.__name__.replace("_", "-")]:
                if name in self._functions or name in new:
                    raise ValueError(f"{name} is taken")
                new[name] = func
            self._functions.update(new)
            return func

        return decorate

    def run(self, line):
        """Run the command that the first word names, with the other words as arguments."""
        name, *arguments = line.split() or [""]
        if name not in self._functions:
            raise LookupError(f"unknown command: {name}")
        return self._functions[name](*arguments)

    def names(self):
        """Return all names, sorted."""
        return sorted(self._functions)
