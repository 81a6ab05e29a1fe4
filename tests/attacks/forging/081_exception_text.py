# row: 81
# name: an exception whose text takes for ever
# expect: cpu-limit
# limits: cpu_ms=300
# stopped-by: the same limits hold while a value is encoded
# control: plain
# control-check: timeout


class Tar(Exception):
    def __str__(self):
        while True:
            pass

    __repr__ = __str__


def attack():
    raise Tar
