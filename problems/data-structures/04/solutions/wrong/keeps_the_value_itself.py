class Key:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        return isinstance(other, Key) and self.value == other.value

    def __hash__(self):
        return hash(type(self.value))


def key_of(value):
    return Key(value) if isinstance(value, (list, tuple, set, dict)) else value
