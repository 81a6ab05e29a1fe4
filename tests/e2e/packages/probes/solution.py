"""What the cases of this package need of a solution, and some learners' ways to use what they are given."""


class OwnError(Exception):
    pass


class Point:
    def __init__(self):
        self.x = 1

    def __eq__(self, other):
        raise RuntimeError("nobody asked")

    def __repr__(self):
        raise RuntimeError("nobody asked")


def load():
    return "from the solution"


def use_load():
    return load()


def same(value):
    return value


def appended(items):
    items.append(0)


def twice(f, *args):
    """Calls twice, and catches whatever comes."""
    try:
        f(*args)
        f(*args)
    except BaseException:
        pass
