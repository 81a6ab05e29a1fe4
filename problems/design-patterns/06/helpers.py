"""What the cases use: commands that write down what happens to them, and a play with a history."""


class Noted:
    """A command of a kind that the history has never seen."""

    def __init__(self, log, name, fails=False):
        self.log = log
        self.name = name
        self.fails = fails

    def do(self):
        self.log.append("do " + self.name)
        if self.fails:
            raise RuntimeError(self.name)
        return self.name.upper()

    def undo(self):
        self.log.append("undo " + self.name)


def ending(action, *arguments):
    """What a call returned, or the name of what it raised."""
    try:
        return action(*arguments)
    except Exception as error:
        return type(error).__name__


def play(solution, moves, limit=100):
    """Changes a list by these moves; the list after each of them."""
    items, told = [3, 1, 2], []
    history = solution.History(limit)
    made = {
        "add": lambda n: solution.Add(items, n),
        "first": lambda n: solution.Add(items, n, 0),
        "remove": lambda n: solution.Remove(items, n),
        "sort": lambda n: solution.Sort(items),
        "group": lambda n: solution.Group(solution.Add(items, n), solution.Remove(items, n), solution.Sort(items)),
    }
    for move, number in moves:
        if move in made:
            told.append(ending(history.do, made[move](number)))
        else:
            told.append(getattr(history, move)())
        told.append(list(items))
    return told
