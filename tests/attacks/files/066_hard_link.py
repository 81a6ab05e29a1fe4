# row: 66
# name: a hard link to a file that is not its own
# expect: error
# stopped-by: another mount, which is read-only; Landlock
# control: none: whether it works depends on the file system
import os


def attack():
    os.link(os.__file__, "mine")
    return os.stat("mine").st_nlink
