# row: 104
# name: a flood of refused threads
# expect: process-limit
# limits: cpu_ms=10000 wall_ms=5000
# stopped-by: the case ends after 64 of them
# control: none: a plain process would start them
import _thread


def attack():
    while True:
        try:
            _thread.start_new_thread(int, ())
        except RuntimeError:
            continue
