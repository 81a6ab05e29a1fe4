# row: 108
# name: a cell of a megabyte read a thousand times in requests whose answers nobody reads
# expect: exited
# case: {"name": "attack", "given": {"box": {"$cell": {"value": 0}}}, "eval": "attack()", "returns": 1}
# limits: cpu_ms=20000 wall_ms=20000
# stopped-by: the supervisor keeps a bounded number of bytes for a case that does not read
# control: none: the queue exists only under grade
import os


def send(frame):
    for at in range(0, len(frame), 59999):
        part = frame[at : at + 59999]
        os.write(3, (b"+" if at + 59999 < len(frame) else b".") + part)


def attack():
    send(b"l2;s5:probed3;s2:ops5:writes4:names3:boxs5:values1000000:" + b"x" * 1_000_000)
    os.read(3, 60001)
    for _ in range(1000):
        send(b"l2;s5:probed2;s2:ops4:reads4:names3:box")
    return "asked"
