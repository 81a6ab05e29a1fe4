from functools import partial


class Commands:
    """Functions that can be run by name."""

    def __init__(self):
        self._table = []

    def _find(self, wanted):
        return next((func for name, func in self._table if name == wanted), None)

    def _note(self, names, func):
        names = list(names) or ["-".join(func.__name__.split("_"))]
        for position, name in enumerate(names):
            if self._find(name) is not None or name in names[:position]:
                raise ValueError(name + " is taken")
        self._table += [(name, func) for name in names]
        return func

    def register(self, *names):
        """Return a decorator that notes a function under these names, or under its own."""
        return partial(self._note, names)

    def run(self, line):
        """Run the command that the first word names, with the other words as arguments."""
        words = line.split()
        name = words[0] if words else ""
        func = self._find(name)
        if func is None:
            raise LookupError("unknown command: " + name)
        return func(*words[1:])

    def names(self):
        """Return all names, sorted."""
        return sorted(name for name, _ in self._table)
