# row: 71
# name: __del__ of a value that is thrown away between two steps
# expect: cpu-limit
# limits: cpu_ms=300
# case: {"name": "attack", "steps": [{"eval": "attack() and None", "returns": null},
#   {"eval": "1", "returns": 1}]}
# stopped-by: limits are those of the case, between its steps too
# control: plain
# control-check: timeout


class Tar:
    def __del__(self):
        while True:
            pass


def attack():
    Tar()
    return 1
