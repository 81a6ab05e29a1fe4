# row: 54
# name: a socket: AF_ALG
# expect: violation
# violation: socket
# stopped-by: seccomp: no sockets; an empty network namespace behind it
# control: plain
# control-check: result is True or result in ("errno EAFNOSUPPORT", "errno EPERM", "errno EPROTONOSUPPORT")
import socket


def attack():
    made = socket.socket(socket.AF_ALG, socket.SOCK_SEQPACKET)
    return made.fileno() > 2
