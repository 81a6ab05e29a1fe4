# row: 102
# name: sendto with an address, on a stream pair
# expect: violation
# violation: sendto
# stopped-by: seccomp: sendto without an address only
# control: plain
# control-check: result in ("EISCONN", "sent", "EOPNOTSUPP")
import errno
import socket


def attack():
    pair = socket.socketpair()
    try:
        pair[0].sendto(b"x", "\0nobody-listens-here")
    except OSError as error:
        return errno.errorcode[error.errno]
    return "sent"
