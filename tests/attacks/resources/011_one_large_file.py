# row: 11
# name: one file larger than the disk
# expect: error
# limits: disk_mib=4
# stopped-by: RLIMIT_FSIZE, and the size of the tmpfs
# control: plain
# control-check: result == 20 << 20
import tempfile


def attack():
    with tempfile.TemporaryFile(dir=".") as file:
        for _ in range(20):
            file.write(bytes(1 << 20))
        file.flush()
        return file.tell()
