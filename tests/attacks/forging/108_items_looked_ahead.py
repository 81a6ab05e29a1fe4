# row: 108
# name: an iterator pulled to the end, and only its first items handed on
# expect: wrong
# case: {"name": "attack", "given": {"source": {"$iterator": {"count_from": 1}}},
#   "eval": "attack(source)", "returns": [1, 4], "then": {"source.pulled": {"$max": 3}}}
# stopped-by: pulls are counted by the supervisor
# control: grade
# control-case: {"name": "attack", "given": {"source": {"$iterator": {"count_from": 1}}},
#   "eval": "attack(source)", "returns": [1, 4], "then": {"source.pulled": 50}}
import itertools


def attack(source):
    items = list(itertools.islice(source, 50))
    return [n * n for n in items[:2]]
