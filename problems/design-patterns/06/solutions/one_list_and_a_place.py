class Change:
    """Whatever a command does to its list, undoing it puts back what was in it."""

    def __init__(self, items, *details):
        self.items, self.details = items, details

    def do(self):
        self.before = self.items.copy()
        return self.change(*self.details)

    def undo(self):
        self.items.clear()
        self.items.extend(self.before)


class Add(Change):
    def change(self, item, place=None):
        if place is None:
            self.items.append(item)
        else:
            self.items.insert(place, item)


class Remove(Change):
    def change(self, place):
        return self.items.pop(place)


class Sort(Change):
    def change(self):
        self.items.sort()


class Group:
    def __init__(self, *commands):
        self.commands = commands

    def do(self):
        history = History(len(self.commands))
        try:
            results = [history.do(command) for command in self.commands]
        except Exception:
            while history.undo():
                pass
            raise
        self.history = history
        return results

    def undo(self):
        while self.history.undo():
            pass


class History:
    """One list of commands; those before the place are done, those behind it undone."""

    def __init__(self, limit=100):
        self.limit, self.commands, self.place = limit, [], 0

    def do(self, command):
        result = command.do()
        done = [*self.commands[: self.place], command]
        self.commands = done[max(0, len(done) - self.limit) :]
        self.place = len(self.commands)
        return result

    def undo(self):
        if self.place > 0:
            self.commands[self.place - 1].undo()
            self.place -= 1
            return True
        return False

    def redo(self):
        if self.place < len(self.commands):
            self.commands[self.place].do()
            self.place += 1
            return True
        return False
