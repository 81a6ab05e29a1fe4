# row: 60
# name: the loopback of a box that serves, taken down
# expect: violation
# expect-baseline: skipped: a server runs at level full only
# violation: ioctl
# profile: server
# stopped-by: seccomp: ioctl is an allow-list; of the network's rights only that of listening is left
# control: none: it would take down the loopback of this machine
import fcntl
import socket
import struct


def attack():
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    fcntl.ioctl(made, 0x8914, struct.pack("16sh14x", b"lo", 0))
    return "down"
