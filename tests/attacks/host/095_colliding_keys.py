# row: 95
# name: fifty thousand keys with one hash, for the supervisor to look up
# expect: wrong
# limits: cpu_ms=60000 wall_ms=60000
# case: {"name": "attack", "eval": "attack()", "returns": {"$unordered": [1, 2, 3]}}
# stopped-by: comparison is bounded, and hashes nothing of the solution's
# control: plain
# control-check: result == 50000


def attack():
    made = {str(n): n for n in range(50_000)}
    return made if __name__ == "solution" else len(made)
