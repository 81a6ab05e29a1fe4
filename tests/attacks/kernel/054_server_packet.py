# row: 54
# name: a socket in a box that serves: AF_PACKET
# expect: violation
# expect-baseline: skipped: a server runs at level full only
# violation: socket
# profile: server
# stopped-by: seccomp: streams only, of three families; a network of its own behind it
# control: plain
# control-check: result is True or result in ("errno EAFNOSUPPORT", "errno EPERM", "errno EPROTONOSUPPORT")
import socket


def attack():
    made = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
    return made.fileno() > 2
