# row: 27
# name: numbers that JSON cannot write, deep in a value
# expect: wrong
# case: {"name": "attack", "eval": "attack()", "returns": {"a": [1, 2, {"b": 0.0}]}}
# stopped-by: a wire form of grade's own
# control: plain
# control-check: len(result["a"]) == 3


def attack():
    return {"a": [float("nan"), float("-inf"), {"b": -0.0}]}
