"""What the cases use: classes that need each other, and a play with any graph of them."""


class Settings:
    pass


class Log:
    def __init__(self, settings: Settings, prefix="> "):
        self.settings = settings
        self.prefix = prefix


class Database:
    def __init__(self, settings: Settings, log: Log):
        self.settings = settings
        self.log = log


class Report:
    def __init__(self, database: Database, log: Log, *, title: str = "none", settings: Settings):
        self.parts = [database, log, settings]
        self.title = title


class Hen:
    def __init__(self, egg: "Egg"):
        self.egg = egg


class Egg:
    def __init__(self, hen: Hen):
        self.hen = hen


Hen.__init__.__annotations__["egg"] = Egg


class Whatever:
    """A default that is equal to all that it is compared with."""

    def __eq__(self, other):
        return True


class Closing:
    """Writes down that it was closed."""

    log = []

    def close(self):
        self.log.append(type(self).__name__)


class Connection(Closing):
    pass


class Session(Closing):
    def __init__(self, connection: Connection):
        self.connection = connection


class Cursor(Closing):
    def __init__(self, session: Session, connection: Connection):
        self.session = session


def different(*objects):
    """How many objects there are among these."""
    return len({id(one) for one in objects})


def ending(action, *arguments):
    """What a call returned, or the name of what it raised, with the names of the keys on its path."""
    try:
        return action(*arguments)
    except Exception as error:
        return [type(error).__name__, *[key.__name__ for key in getattr(error, "path", [])]]


def play(solution, graph, asked):
    """Registers A, B, C ... with their lifetimes and needs; what is got, outside of a scope and in two of them."""
    keys = [type(name, (), {}) for name in "ABCDE"]
    container, made = solution.Container(), []
    for key, (lifetime, needs) in zip(keys, graph):
        names = {}
        parameters = ", ".join(f"p{place}: keys[{need}]" for place, need in enumerate(needs))
        given = "".join(f"p{place}, " for place in range(len(needs)))
        exec(f"def make({parameters}):\n    return note([{given}])", {"keys": keys, "note": noting(key, made)}, names)
        container.register(key, names["make"], lifetime)
    told = [ending(container.get, keys[which]) for which in asked]
    for times in range(2):
        with container.scope() as scope:
            told += [ending(scope.get, keys[which]) for which in asked]
    return told, made


def noting(key, made):
    """A function that makes texts such as "B2(A1)", with running numbers."""

    def note(parts):
        made.append(key.__name__)
        return f"{key.__name__}{made.count(key.__name__)}({' '.join(parts)})"

    return note
