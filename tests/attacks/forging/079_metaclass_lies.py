# row: 79
# name: a class that says it is str, by __class__ and by its metaclass
# expect: wrong
# stopped-by: exact types, by identity
# control: plain
# control-check: result is True


class Meta(type):
    def __eq__(cls, other):
        return True

    def __instancecheck__(cls, other):
        return True

    def __hash__(cls):
        return hash(str)

    __qualname__ = "str"


class Liar(metaclass=Meta):
    __module__ = "builtins"
    __qualname__ = "str"

    @property
    def __class__(self):
        return str

    def __str__(self):
        return "this is never returned"

    __repr__ = __str__


def attack():
    if __name__ == "solution":
        return Liar()
    return isinstance(Liar(), str)
