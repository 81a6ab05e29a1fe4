"""What the cases use: rows that write down who reads and writes them, and a play with a unit of work."""


class Watched(dict):
    """A dict of rows that knows what was set and deleted in it."""

    def __init__(self, rows):
        super().__init__(rows)
        self.written = []

    def __setitem__(self, key, value):
        self.written.append(["set", key])
        super().__setitem__(key, value)

    def __delitem__(self, key):
        self.written.append(["delete", key])
        super().__delitem__(key)

    def pop(self, key, *default):
        self.written.append(["delete", key])
        return super().pop(key, *default)

    def update(self, *others, **more):
        for key, value in dict(*others, **more).items():
            self[key] = value

    def clear(self):
        self.written.append("clear")
        super().clear()


def some_rows():
    return {1: {"name": "Eva", "seats": 2}, 2: {"name": "Bob", "seats": 1}, 5: {"name": "Cleo", "seats": 2}}


def brief(items):
    return [[item.id, item.name, item.seats] for item in items]


def ending(action, *arguments, **values):
    """What a call returned, or the name of what it raised."""
    try:
        return action(*arguments, **values)
    except Exception as error:
        return type(error).__name__


def play(solution, moves):
    """Works through these moves; what is found and what is stored after each of them."""
    rows, told = some_rows(), []
    with solution.UnitOfWork(rows) as work:
        for move, which in moves:
            repository = work.repository
            try:
                if move == "change":
                    repository.get(which).seats += 1
                elif move == "add":
                    told.append(repository.add(name="new", seats=which).id)
                elif move == "remove":
                    repository.remove(repository.get(which))
                else:
                    getattr(work, move)()
            except KeyError:
                told.append("KeyError")
            repository = work.repository  # after a rollback it may be another
            told.append([[item.id for item in repository.find(seats=2)], brief(repository.find())])
            told.append({key: dict(row) for key, row in sorted(rows.items())})
    return told, dict(sorted(rows.items()))
