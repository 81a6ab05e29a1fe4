# row: 79
# name: a dict subclass that has every key
# expect: wrong
# case: {"name": "attack", "eval": "attack()", "returns": {"a": 1, "b": 2}}
# stopped-by: exact types, by identity
# control: plain
# control-check: result == 1


class Table(dict):
    def __getitem__(self, key):
        return 1

    def items(self):
        return [("a", 1), ("b", 2)]

    def keys(self):
        return ["a", "b"]

    def __eq__(self, other):
        return True


def attack():
    return Table() if __name__ == "solution" else Table()["anything"]
