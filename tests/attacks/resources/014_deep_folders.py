# row: 14
# name: folders 5000 deep
# expect: error
# limits: cpu_ms=5000
# stopped-by: the number of inodes of the case's own tmpfs
# control: none: plain tools fail at removing them
import os


def attack():
    for n in range(5000):
        os.mkdir("d")
        os.chdir("d")
    return "5000 folders"
