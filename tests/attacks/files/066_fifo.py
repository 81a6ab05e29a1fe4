# row: 66
# name: a FIFO where a file is expected
# expect: violation
# violation: mknodat
# stopped-by: seccomp: nothing but files, folders and links can be made
# control: plain
# control-check: result is True
import os
import stat


def attack():
    os.mkfifo("expected.txt")
    made = stat.S_ISFIFO(os.stat("expected.txt").st_mode)
    os.unlink("expected.txt")
    return made
