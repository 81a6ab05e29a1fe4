# row: 83
# name: an object that compares and hashes without asking
# expect: wrong
# says: x.eq
# case: {"name": "attack", "given": {"x": {"$object": {"value": 3}}}, "eval": "attack(x)",
#   "returns": true, "then": {"x.eq": 1, "x.hash": 1}}
# stopped-by: comparisons are counted by the supervisor
# control: none: the harness exists only under grade
import sys


def attack(x):
    given = sys.modules["harness.given"]
    given.GivenObject.__eq__ = lambda self, other: True
    given.GivenObject.__hash__ = lambda self: 3
    return x == 3 and hash(x) == 3
