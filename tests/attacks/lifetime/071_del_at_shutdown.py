# row: 71
# name: __del__ at shutdown that never returns
# expect: cpu-limit
# limits: cpu_ms=300
# case: {"name": "attack", "stdin": "", "exit": 0}
# stopped-by: the supervisor's timer on the process's CPU clock
# control: plain
# control-check: timeout


class Tar:
    def __del__(self):
        while True:
            pass


kept = Tar()


def attack():
    return None
