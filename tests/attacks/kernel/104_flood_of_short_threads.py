# row: 104
# name: a flood of threads that end at once
# expect: process-limit
# profile: threads
# limits: processes=4 cpu_ms=20000 wall_ms=60000
# says: more than 10000 threads
# stopped-by: the supervisor counts them in all, too
# control: plain
# control-check: result > 10000
import _thread


def attack():
    for n in range(20000):
        ended = _thread.allocate_lock()
        ended.acquire()
        try:
            _thread.start_new_thread(ended.release, ())
        except RuntimeError:
            break
        ended.acquire()
    return n
