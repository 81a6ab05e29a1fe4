# row: 106
# name: a profiling timer
# expect: crashed
# stopped-by: nothing: it is pid 2, and signals work as in any process
# control: plain
# control-check: signal SIGPROF
import signal


def attack():
    signal.setitimer(signal.ITIMER_PROF, 0.02)
    while True:
        pass
