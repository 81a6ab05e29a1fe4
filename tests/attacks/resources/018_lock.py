# row: 18
# name: a lock taken twice
# expect: wall-limit
# limits: wall_ms=400
# stopped-by: the supervisor's timer
# control: plain
# control-check: timeout
import _thread


def attack():
    lock = _thread.allocate_lock()
    lock.acquire()
    lock.acquire()
