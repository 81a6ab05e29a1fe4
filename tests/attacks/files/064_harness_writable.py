# row: 64
# name: the harness and the libraries changed for the next case
# expect: error
# stopped-by: read-only binds; Landlock
# control: none: it would change the machine
import os
import sys


def attack():
    folder = os.path.dirname(os.__file__)
    harness = sys.modules["harness.cell" if "harness.cell" in sys.modules else "harness.case"].__file__
    for path in (harness, os.__file__):
        try:
            with open(path, "a"):
                return path
        except OSError:
            continue
    with open(folder + "/sitecustomize.py", "w"):
        return folder
