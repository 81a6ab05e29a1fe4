# row: 106
# name: alarm
# expect: crashed
# limits: wall_ms=5000
# stopped-by: nothing: it is pid 2, and signals work as in any process
# control: plain
# control-check: signal SIGALRM
import signal


def attack():
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    signal.pause()
