# row: 6
# name: POSIX shared memory
# expect: error
# stopped-by: no /dev/shm in the case's root; Landlock at level baseline
# control: plain
# control-check: result == 10 << 20
import os
import sys

import _posixshmem


def attack():
    fd = _posixshmem.shm_open("/grade-attack", os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        return os.write(fd, bytes(10 << 20))
    finally:
        _posixshmem.shm_unlink("/grade-attack")
