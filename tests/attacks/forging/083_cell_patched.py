# row: 83
# name: a cell replaced by one that loses nothing
# expect: wrong
# says: store.value
# case: {"name": "attack", "profile": "threads", "given": {"store": {"$cell": {"value": 0}}},
#   "eval": "attack(store)", "returns": 2, "then": {"store.value": 2, "store.lost": 0}}
# profile: threads
# stopped-by: the value of a cell is the supervisor's
# control: none: the harness exists only under grade
import sys


class Own:
    kept = 0
    value = property(lambda self: Own.kept, lambda self, value: setattr(Own, "kept", value))


def attack(store):
    sys.modules["harness.given"].GivenCell.value = Own.value
    for _ in range(2):
        store.value += 1
    return store.value
