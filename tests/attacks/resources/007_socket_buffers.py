# row: 7
# name: memory in socket buffers
# expect: error
# says: Too many open files
# limits: memory_mib=64
# stopped-by: few descriptors, each with a small buffer
# control: none: a plain process may have limits of its own
import socket


def attack():
    pairs, kept = [], 0
    while True:
        pair = socket.socketpair()
        pairs.append(pair)
        for end in pair:
            end.setblocking(False)
            try:
                while True:
                    kept += end.send(bytes(65536))
            except BlockingIOError:
                pass
        if kept > 64 << 20:
            return kept
