# row: 108
# name: calls of a probe with arguments of many megabytes
# expect: output-limit
# case: {"name": "attack", "given": {"ask": {"$function": {"return": 1}}}, "eval": "attack(ask)",
#   "returns": 1}
# limits: cpu_ms=60000 wall_ms=60000
# stopped-by: the supervisor records a bounded number of bytes
# control: none: the record exists only under grade


def attack(ask):
    while True:
        ask("x" * 3_000_000)
