# row: 13
# name: a sparse file of 1 TB
# expect: error
# stopped-by: RLIMIT_FSIZE
# layer: limits
# control: plain
# control-check: result == 1 << 40
import os
import tempfile


def attack():
    with tempfile.TemporaryFile(dir=".") as file:
        os.ftruncate(file.fileno(), 1 << 40)
        return os.fstat(file.fileno()).st_size
