# row: 21
# name: every signal ignored
# expect: cpu-limit
# limits: cpu_ms=300
# stopped-by: the whole pid namespace is killed, which nothing can ignore
# control: plain
# control-check: timeout
import signal


def attack():
    for number in range(1, 65):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            continue
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
    while True:
        pass
