# row: 54
# name: a socket: AF_NETLINK
# expect: violation
# violation: socket
# stopped-by: seccomp: no sockets; an empty network namespace behind it
# control: plain
# control-check: result is True
import socket


def attack():
    made = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)
    return made.fileno() > 2
