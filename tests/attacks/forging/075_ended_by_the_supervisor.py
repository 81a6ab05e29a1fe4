# row: 75
# name: a program that has the supervisor end it, by calls that are refused without a word
# expect: violation
# violation: socket
# case: {"name": "attack", "stdin": "", "stdout": "the right output\n", "exit": 0}
# limits: cpu_ms=5000 wall_ms=5000
# stopped-by: no answer is never a pass, whoever ended it
# control: none: the calls are refused only under grade
import socket

kind = socket.SOCK_STREAM | socket.SOCK_CLOEXEC | socket.SOCK_NONBLOCK
while True:
    try:
        socket.socket(socket.AF_UNIX, kind).close()
    except OSError:
        continue
