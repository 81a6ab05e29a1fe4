import os
import signal
import sys


def spin():
    while True:
        pass


def spin_in_the_kernel():
    while True:
        os.urandom(1 << 20)


def wait():
    while True:
        signal.pause()


def hoard():
    kept = []
    while True:
        kept.append(bytearray(1 << 20))


def hoard_and_hide():
    kept = []
    try:
        while True:
            kept.append(bytearray(1 << 20))
    except MemoryError:
        kept.clear()
    return 1


def flood(fd):
    while True:
        os.write(fd, b"x" * 4096)


def large_answer():
    return "x" * (64 << 20)


def fork():
    return os.fork()


def thread():
    import threading

    threading.Thread(target=int).start()


def connect():
    import socket

    socket.socket()


def many_calls():
    import ctypes

    libc = ctypes.CDLL(None)
    for _ in range(1000):
        libc.syscall(157, 0)
    while True:
        libc.ptrace(0, 0, 0, 0)


def recurse():
    sys.setrecursionlimit(10**9)

    def down():
        return down()

    return down()


def segfault():
    import ctypes

    ctypes.string_at(1)


def fill_disk():
    with open("big", "wb") as file:
        while True:
            file.write(b"x" * (1 << 20))


def many_files():
    for number in range(10**6):
        open(str(number), "w").close()


def open_many():
    return [open("/dev/null") for _ in range(10**6)]


def close_channel():
    for fd in range(3, 1 << 16):
        try:
            os.close(fd)
        except OSError:
            pass
    return 1


def write_everywhere():
    for fd in range(3, 1 << 16):
        try:
            os.write(fd, b"l2;s4:doned0;")
        except OSError:
            pass
    return 1
