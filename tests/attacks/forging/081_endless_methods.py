# row: 81
# name: an object whose every method runs for ever
# expect: wrong
# limits: cpu_ms=500 wall_ms=5000
# stopped-by: the encoder calls nothing of the solution's
# control: plain
# control-check: timeout


def forever(*args):
    while True:
        pass


class Tar(list):
    __repr__ = __str__ = __iter__ = __len__ = __getitem__ = __eq__ = __hash__ = forever
    __getattribute__ = __reduce_ex__ = __format__ = __bool__ = __contains__ = forever
    keys = items = values = __dir__ = __sizeof__ = forever


def attack():
    made = Tar()
    return made if __name__ == "solution" else repr(made)
