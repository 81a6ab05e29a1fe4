# row: 91
# name: an object that computes while it is encoded
# expect: wrong
# limits: cpu_ms=500 wall_ms=5000
# stopped-by: the encoder calls nothing of the solution's
# control: plain
# control-check: result == 10


class Lazy:
    def __init__(self):
        self.count = 0

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        while True:
            pass

    @property
    def value(self):
        while True:
            pass

    def __getstate__(self):
        while True:
            pass


def attack():
    return Lazy() if __name__ == "solution" else 10
