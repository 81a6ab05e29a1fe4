# row: 7
# name: socket buffers made large
# expect: violation
# violation: setsockopt
# stopped-by: seccomp: setsockopt is not allowed
# control: plain
# control-check: result > 0
import socket


def attack():
    pair = socket.socketpair()
    pair[0].setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 64 << 20)
    return pair[0].getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF)
