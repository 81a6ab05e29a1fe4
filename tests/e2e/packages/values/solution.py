import collections
import decimal
import enum


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


class Yes:
    def __eq__(self, other):
        return True

    def __hash__(self):
        return 1


class MyInt(int):
    pass


class MyList(list):
    def __eq__(self, other):
        return True


class MyStr(str):
    pass


class Color(enum.Enum):
    RED = 1


Pair = collections.namedtuple("Pair", "a b")


def back(value):
    return value


def endless():
    loop = []
    loop.append(loop)
    return loop


def deep(levels):
    value = []
    for _ in range(levels):
        value = [value]
    return value


def two(a, b):
    return a, b
