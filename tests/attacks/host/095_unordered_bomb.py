# row: 95
# name: lists that are nearly equal, for an unordered comparison
# expect: wrong
# limits: cpu_ms=10000
# case: {"name": "attack", "eval": "attack()",
#   "returns": {"$unordered": [[1, 2, 3], [1, 2, 4], [1, 2, 5], [1, 2, 6]]}}
# stopped-by: comparison is bounded
# control: plain
# control-check: len(result) == 20000


def attack():
    return [[1, 2, n % 7] for n in range(20_000)]
