# row: 71
# name: a signal handler that raises while the harness answers
# expect: exited
# limits: cpu_ms=1000 wall_ms=5000
# case: {"name": "attack", "steps": [{"eval": "attack()", "returns": "later"},
#   {"exec": "while True: pass"}], "clock": "real"}
# stopped-by: no answer is never a pass
# control: plain
# control-check: result == "later"
import signal


def leave(number, frame):
    raise SystemExit(0)


def attack():
    if __name__ == "solution":
        signal.signal(signal.SIGALRM, leave)
        signal.setitimer(signal.ITIMER_REAL, 0.05)
    return "later"
