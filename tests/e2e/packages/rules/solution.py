"""What the rules of this package look at; some of them it breaks."""
import functools
import numpy as np
from os import path as p
from sys import *

LIMIT = 42


def squares(numbers):
    """Yields."""
    # a comment

    for number in numbers:
        yield number * number


def total(numbers):
    result = 0
    while numbers:
        result += numbers[0]
        numbers = numbers[1:]
    return sorted([result, result])[-1] + len(sorted(numbers))


def logged(function, seen=[]):
    @functools.wraps(function)
    def wrapper(*args):
        seen.append(args)
        return function(*args)
    return wrapper


def factorial(n):
    return n * factorial(n - 1) if n else 1


class Box:
    @property
    def size(self):
        try:
            return self.items.sort()
        except:
            global LIMIT
            return LIMIT

    @staticmethod
    def deep(x):
        if x:
            for y in x:
                if y:
                    pass
                elif x:
                    while x:
                        pass


double = lambda x: x * -2

if LIMIT:
    def late():
        return exit(p.join("größe", "b"), LIMIT)
else:
    def late():
        return None
