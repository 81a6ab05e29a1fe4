# row: 79
# name: an object that equals everything
# expect: wrong
# stopped-by: comparison in C, on what the object is
# control: plain
# control-check: result == ["whatever", 5, None, True]


class Anything:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __hash__(self):
        return hash("this is never returned")

    def __bool__(self):
        return True


def attack():
    made = Anything()
    if __name__ == "solution":
        return made
    return [x for x in ("whatever", 5, None, True) if made == x]
