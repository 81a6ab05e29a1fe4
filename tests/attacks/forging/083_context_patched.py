# row: 83
# name: the stub of a context replaced, so that it is left without a word
# expect: wrong
# says: events
# case: {"name": "attack", "given": {"a": {"$context": {}}}, "eval": "attack(a)", "returns": "left",
#   "then": {"events": [["enter", "a"], ["exit", "a", "KeyError"]]}}
# stopped-by: what is entered and left is counted by the supervisor, when it is asked
# control: none: the harness exists only under grade
import sys


def attack(a):
    given = sys.modules["harness.given"]
    given.GivenContext.__enter__ = lambda self: self
    given.GivenContext.__exit__ = lambda self, *args: None
    given.Stub.ask = lambda self, op, **more: {"do": "return"}
    try:
        with a:
            raise KeyError("x")
    except KeyError:
        return "left"
