# row: 106
# name: SIGUSR1 to itself
# expect: crashed
# stopped-by: nothing: it is pid 2, and signals work as in any process
# control: plain
# control-check: signal SIGUSR1
import os
import signal


def attack():
    os.kill(0, signal.SIGUSR1) if __name__ == "solution" else signal.raise_signal(signal.SIGUSR1)
