# row: 79
# name: a list subclass whose items are made up as they are read
# expect: wrong
# case: {"name": "attack", "eval": "attack()", "returns": [1, 2, 3]}
# stopped-by: exact types, by identity
# control: plain
# control-check: result == [1, 2, 3]


class Items(list):
    def __iter__(self):
        return iter([1, 2, 3])

    def __len__(self):
        return 3

    def __getitem__(self, index):
        return [1, 2, 3][index]

    def __eq__(self, other):
        return True


def attack():
    return Items() if __name__ == "solution" else [x for x in Items()]
