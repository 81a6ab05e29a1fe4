# row: 83
# name: an iterable gone through once and kept, its count of iterations left as it is
# expect: wrong
# says: xs.iterated
# case: {"name": "attack", "given": {"xs": {"$iterable": [1, 2]}}, "eval": "attack(xs)",
#   "returns": [[1, 2], [1, 2]], "then": {"xs.iterated": 2, "xs.pulled": 4}}
# stopped-by: iterations are counted by the supervisor
# control: none: the harness exists only under grade
import sys


def attack(xs):
    first = list(xs)
    sys.modules["harness.given"].GivenIterable.__iter__ = lambda self: iter(first)
    return [first, list(xs)]
