# row: 55
# name: an abstract socket of the host, from a socketpair
# expect: violation
# violation: connect
# stopped-by: seccomp: no connect; an own network namespace, and Landlock's scope, behind it
# control: plain
# control-check: result in ("EISCONN", "ECONNREFUSED", "connected")
import errno
import socket


def attack():
    pair = socket.socketpair()
    try:
        pair[0].connect("\0/tmp/.X11-unix/X0")
    except OSError as error:
        return errno.errorcode[error.errno]
    return "connected"
