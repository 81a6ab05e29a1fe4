# row: 3
# name: a thread where the case has none
# expect: process-limit
# says: thread
# stopped-by: threads are counted by the supervisor
# control: plain
# control-check: result == 1
import threading


def attack():
    thread = threading.Thread(target=int)
    thread.start()
    thread.join()
    return 1
