# row: 23
# name: recursion without a limit
# expect: crashed
# limits: cpu_ms=10000
# stopped-by: a crash costs one case, and leaves no core file
# control: plain
# control-check: signal SIGSEGV
import sys


class Deep:
    def __getattr__(self, name):
        return getattr(self, name + "x") if len(name) > 5 else getattr(self, "aaaaaaa")


def down(n):
    return sorted([n], key=lambda x: down(x + 1))


def attack():
    sys.setrecursionlimit(10**9)
    return down(0)
