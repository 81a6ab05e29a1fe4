# row: 54
# name: a filter on a socket in a box that serves
# expect: violation
# expect-baseline: skipped: a server runs at level full only
# violation: setsockopt
# profile: server
# stopped-by: seccomp: the usual options of sockets only
# control: root
# control-check: result == "attached"
import ctypes
import socket


def attack():
    """A program of the old packet filter that lets everything pass."""
    code = ctypes.create_string_buffer(bytes([6, 0, 0, 0, 255, 255, 0, 0]))
    program = ctypes.c_ulonglong * 2
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, 26, bytes(program(1, ctypes.addressof(code))))
    return "attached"
