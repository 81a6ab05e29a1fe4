# row: 15
# name: a hundred links to one file, so that collecting it costs a hundred times
# expect: wrong
# says: 100 | Permission denied
# expect-baseline: error
# stopped-by: nothing of a case's files is ever collected
# control: plain
# control-check: result == 100
import os
import tempfile


def attack():
    with tempfile.TemporaryDirectory(dir=".") as folder:
        with open(folder + "/big", "wb") as file:
            file.write(bytes(1 << 20))
        for n in range(50):
            os.symlink("big", folder + "/soft%d" % n)
            os.link(folder + "/big", folder + "/hard%d" % n)
        return len(os.listdir(folder)) - 1
