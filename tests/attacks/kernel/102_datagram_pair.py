# row: 102
# name: a datagram socketpair, and a foreign abstract socket by sendto
# expect: violation
# violation: socketpair
# stopped-by: seccomp: socketpairs are streams only
# control: plain
# control-check: result in ("ECONNREFUSED", "EISCONN")
import errno
import socket


def attack():
    pair = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    try:
        pair[0].sendto(b"x", "\0nobody-listens-here")
    except OSError as error:
        return errno.errorcode[error.errno]
    return "sent"
