from collections import deque


class Add:
    """Put an item into a list."""

    def __init__(self, items, item, place=None):
        self._items = items
        self._item = item
        self._place = place

    def do(self):
        self._before = list(self._items)
        self._items.insert(len(self._items) if self._place is None else self._place, self._item)

    def undo(self):
        self._items[:] = self._before


class Remove:
    """Take an item out of a list."""

    def __init__(self, items, place):
        self._items = items
        self._place = place

    def do(self):
        self._item = self._items.pop(self._place)
        return self._item

    def undo(self):
        self._items.insert(self._place, self._item)


class Sort:
    """Sort a list."""

    def __init__(self, items):
        self._items = items

    def do(self):
        self._before = self._items
        self._items.sort()

    def undo(self):
        self._items[:] = self._before


class Group:
    """Several commands as one: all of them or none."""

    def __init__(self, *commands):
        self._commands = commands

    def do(self):
        self._done, results = [], []
        try:
            for command in self._commands:
                results.append(command.do())
                self._done.append(command)
        except BaseException:
            self.undo()
            raise
        return results

    def undo(self):
        for command in reversed(self._done):
            command.undo()


class History:
    """Does commands, and can undo and redo them."""

    def __init__(self, limit=100):
        self._done = deque(maxlen=limit)
        self._undone = []

    def do(self, command):
        """Do a command, and return its result."""
        result = command.do()
        self._done.append(command)
        self._undone.clear()
        return result

    def undo(self):
        """Undo the last one; say whether there was one."""
        if not self._done:
            return False
        command = self._done.pop()
        command.undo()
        self._undone.append(command)
        return True

    def redo(self):
        """Do again what was undone last; say whether there was anything."""
        if not self._undone:
            return False
        command = self._undone.pop()
        command.do()
        self._done.append(command)
        return True
