import asyncio

limit = 5
history = []


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def check(x):
    return x < limit


def describe(*args, sep="-", **options):
    return [list(args), sep, options]


def fails_for(x):
    if x == 2:
        raise ValueError("two")
    return x


async def double(x):
    await asyncio.sleep(1)
    return 2 * x


class Counter:
    def __init__(self):
        self.count = 0

    def next(self):
        self.count += 1
        return self.count
