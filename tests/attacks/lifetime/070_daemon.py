# row: 70
# name: a daemon that outlives the case and holds stdout open
# expect: pass
# expect-without-cgroup: skipped
# profile: processes
# limits: processes=4 wall_ms=10000
# case: {"name": "attack", "eval": "attack()", "returns": "left"}
# stopped-by: everything in the case's pid namespace is killed once it has answered
# control: plain
# control-check: result == "left"
import os
import signal
import time


def attack():
    if os.fork() == 0:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        if os.fork() == 0:
            time.sleep(5 if __name__ != "solution" else 3600)
        os._exit(0)
    return "left"
