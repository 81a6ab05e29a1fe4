# row: 105
# name: the number that the filter lets send descriptors, taken again
# expect: error
# says: Bad file descriptor
# stopped-by: RLIMIT_NOFILE lies below that number
# layer: limits
# control: none: the number means something only under grade
import os
import socket


def attack():
    pair = socket.socketpair()
    os.dup2(pair[0].fileno(), 1000)
    return "taken"
