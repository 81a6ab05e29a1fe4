# row: 104
# name: a flood of refused system calls
# expect: violation
# violation: socket
# limits: cpu_ms=10000 wall_ms=5000
# stopped-by: the case ends after 64 of them
# control: plain
# control-check: timeout
import socket


def attack():
    while True:
        try:
            socket.socket().close()
        except OSError:
            continue
