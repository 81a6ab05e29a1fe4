# row: 106
# name: SIGSYS to itself, as if by a foreign ABI
# expect: violation
# stopped-by: nothing: whoever sends it says it of itself
# layer: none: it stands for what the filter does
# control: plain
# control-check: signal SIGSYS
import signal


def attack():
    signal.raise_signal(signal.SIGSYS)
