# row: 79
# name: an int subclass that is equal to the right one
# expect: wrong
# case: {"name": "attack", "eval": "attack()", "returns": 42}
# stopped-by: exact types, by identity
# control: plain
# control-check: result == 42


class Number(int):
    def __eq__(self, other):
        return True

    __hash__ = int.__hash__


def attack():
    return Number(42) if __name__ == "solution" else int(Number(42))
