"""Functions that go wrong as many do."""


def double_printed(x):
    print("twice", x, "is", 2 * x)


def sign(x):
    if x > 0:
        return 1
    if x < 0:
        return -1


def sorted_in_place(xs):
    xs.sort()


def largest_two(xs):
    xs.sort()
    return xs[:2]


def drops(mapping, key):
    mapping.pop(key)
    return len(mapping) + 7


def count_up(n):
    return list(range(1, n))


def total(n):
    return sum(range(n)) + 1


def from_zero(n):
    return list(range(n))


def backwards(xs):
    return sorted(xs, reverse=True)


def as_text(n):
    return str(n)


def as_float(n):
    return n / 1


def as_tuple(n):
    return tuple(range(n))


def as_map(xs):
    return map(abs, xs)


def pairs(xs):
    yield from zip(xs, xs[1:])


def mean(xs):
    return sum(xs)


def report(xs):
    return "sum: %r" % sum(xs)


def greet(name):
    return "hello,  " + name


class Words:
    def __init__(self, text):
        self.words = (word for word in text.split())

    def all(self):
        return list(self.words)


def minimum_and_all(xs):
    xs = iter(xs)
    return [list(xs), list(xs)]


def first(xs):
    return next(x for x in xs if x > 100)


async def fetch():
    return 7


def fetches():
    return fetch()


async def forgets():
    fetch()
    raise KeyError("nothing fetched")


async def adds():
    return fetch() + 1


def find(mapping, key):
    return mapping.get(key).upper()


def holds_on(xs):
    xs.append(xs)
    return 3
