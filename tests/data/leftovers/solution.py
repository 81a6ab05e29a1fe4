"""Does what leaves traces: files, processes that will not go, threads, output without end."""

import os
import signal
import threading
import time

MARK = "grade-leftover-mark"


def files():
    for folder in (".", "/tmp", os.environ["HOME"]):
        with open(os.path.join(folder, MARK), "w") as file:
            file.write("x" * 100000)
    return 3


def sleeps():
    time.sleep(0.3)


def daemons():
    for _ in range(3):
        if os.fork() == 0:
            for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            if os.fork() == 0:
                while True:
                    time.sleep(10)
            while True:
                pass
    time.sleep(0.2)


def threads():
    for _ in range(4):
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
    time.sleep(0.1)


def floods():
    while True:
        print("x" * 1000)


def spins():
    while True:
        pass
