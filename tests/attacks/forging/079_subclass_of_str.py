# row: 79
# name: a str subclass with the right letters
# expect: wrong
# case: {"name": "attack", "eval": "attack()", "returns": "right"}
# stopped-by: exact types, by identity
# control: plain
# control-check: result == "right"


class Text(str):
    def __eq__(self, other):
        return True

    __hash__ = str.__hash__


def attack():
    return Text("right") if __name__ == "solution" else str(Text("right"))
