# row: 20
# name: CPU time spread over threads
# expect: cpu-limit
# profile: threads
# limits: cpu_ms=400 wall_ms=8000 processes=8
# stopped-by: the supervisor's timer on the process's CPU clock
# control: plain
# control-check: timeout
import hashlib
import threading


def spin():
    data = bytes(1 << 20)
    while True:
        hashlib.sha256(data).digest()  # without the interpreter lock


def attack():
    for _ in range(4):
        threading.Thread(target=spin, daemon=True).start()
    spin()
