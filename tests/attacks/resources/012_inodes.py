# row: 12
# name: a hundred thousand empty files
# expect: error
# says: No space left | Permission denied
# expect-baseline: error
# limits: cpu_ms=10000
# stopped-by: the number of inodes of the case's own tmpfs
# control: none: nobody wants so many files
import os


def attack():
    os.mkdir("many")
    for n in range(100_000):
        os.close(os.open("many/%d" % n, os.O_CREAT | os.O_WRONLY))
    return "100000 files"
