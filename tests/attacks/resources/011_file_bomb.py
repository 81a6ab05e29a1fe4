# row: 11
# name: file bomb
# expect: error
# expect-baseline: error
# limits: disk_mib=4
# stopped-by: the size of the case's own tmpfs; at level baseline no folder can be written
# layer: disk
# control: plain
# control-check: result == 20 << 20
import os
import tempfile


def attack():
    with tempfile.TemporaryDirectory(dir=".") as folder:
        for n in range(20):
            with open(os.path.join(folder, str(n)), "wb") as file:
                file.write(bytes(1 << 20))
        return 20 << 20
