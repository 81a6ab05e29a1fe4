# row: 106
# name: SIGXCPU to itself
# expect: cpu-limit
# stopped-by: nothing: that is what the signal says
# control: plain
# control-check: signal SIGXCPU
import signal


def attack():
    signal.raise_signal(signal.SIGXCPU)
