# row: 54
# name: a socket in a box that serves: raw IP
# expect: violation
# expect-baseline: skipped: a server runs at level full only
# violation: socket
# profile: server
# stopped-by: seccomp: streams only; no right to it behind that
# control: plain
# control-check: result is True or result == "errno EPERM"
import socket


def attack():
    made = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)
    return made.fileno() > 2
