class Add:
    """Put an item into a list."""

    def __init__(self, items, item, place=None):
        self._items = items

    def do(self):
        """Make the change."""

    def undo(self):
        """Take it back."""


class Remove:
    """Take an item out of a list."""

    def __init__(self, items, place):
        self._items = items

    def do(self):
        """Make the change."""

    def undo(self):
        """Take it back."""


class Sort:
    """Sort a list."""

    def __init__(self, items):
        self._items = items

    def do(self):
        """Make the change."""

    def undo(self):
        """Take it back."""


class Group:
    """Several commands as one: all of them or none."""

    def __init__(self, *commands):
        self._commands = commands

    def do(self):
        """Do all of them."""

    def undo(self):
        """Undo all of them."""


class History:
    """Does commands, and can undo and redo them."""

    def __init__(self, limit=100):
        self._limit = limit

    def do(self, command):
        """Do a command, and return its result."""

    def undo(self):
        """Undo the last one; say whether there was one."""

    def redo(self):
        """Do again what was undone last; say whether there was anything."""
