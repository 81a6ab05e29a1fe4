# row: 18
# name: a lock taken twice
# expect: deadlock
# limits: wall_ms=10000
# stopped-by: the supervisor, which sees that all its threads sleep and asks where
# control: plain
# control-check: timeout
import _thread


def attack():
    lock = _thread.allocate_lock()
    lock.acquire()
    lock.acquire()
