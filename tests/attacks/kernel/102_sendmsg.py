# row: 102
# name: sendmsg, with a descriptor on board
# expect: violation
# violation: sendmsg
# stopped-by: seccomp: sendmsg with one descriptor only, which is closed
# control: plain
# control-check: result == 1
import socket


def attack():
    pair = socket.socketpair()
    return socket.send_fds(pair[0], [b"x"], [1])
