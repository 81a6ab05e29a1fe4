# row: 3
# name: thread bomb
# expect: process-limit
# profile: threads
# limits: processes=8
# stopped-by: threads are counted by the supervisor
# control: plain
# control-check: result == 300
import threading


def attack():
    started, done = 0, threading.Event()
    for _ in range(300):
        try:
            threading.Thread(target=done.wait, daemon=True).start()
        except RuntimeError:
            break
        started += 1
    done.set()
    return started
