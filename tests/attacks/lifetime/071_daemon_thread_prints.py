# row: 71
# name: a daemon thread that prints while the program ends
# expect: pass
# profile: threads
# limits: processes=4 wall_ms=5000 output_kib=65536
# case: {"name": "attack", "stdin": "", "exit": 0}
# stopped-by: the interpreter ends daemon threads; limits and the pid namespace bound the rest
# control: plain
# control-check: exit 0
import os
import threading
import time


def chatter():
    while True:
        os.write(1, b"still here\n")
        time.sleep(0.001)


def attack():
    return None


threading.Thread(target=chatter, daemon=True).start()
