# row: 81
# name: an endless generator, and a mapping with endless keys
# expect: wrong
# limits: cpu_ms=500 wall_ms=5000
# stopped-by: the encoder calls nothing of the solution's
# control: plain
# control-check: timeout
import itertools


class Endless:
    def __iter__(self):
        return itertools.count()

    keys = __iter__

    def __getitem__(self, key):
        return key


def attack():
    made = Endless()
    return [made, itertools.count()] if __name__ == "solution" else list(made)
