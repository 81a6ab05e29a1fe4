"""Writes the modules of the harness that every cell imports as one file: see harness/cell.py.

usage: python3 -I -B bundle.py HARNESS SHOWN

HARNESS: its folder; SHOWN: where cells see it. Run by the build, with the interpreter of most cells.
The file holds that interpreter's magic number; the code of start.py; a list of [name, code] in the order in
which the modules are to be run, each behind those that it imports; and where that list begins, counted from
the end, in 8 bytes.
"""

import marshal
import os
import sys
from importlib.machinery import FileFinder, SourceFileLoader
from importlib.util import MAGIC_NUMBER

NAME = "cell.bundle"
FIRST = "start.py"
ENTRY = "harness.serve"

finished: "list[SourceFileLoader]" = []


class Recorder(SourceFileLoader):
    def exec_module(self, module: object) -> None:
        super().exec_module(module)
        finished.append(self)


def main() -> None:
    harness, shown = sys.argv[1:]
    sys.path_hooks.insert(0, FileFinder.path_hook((Recorder, [".py"])))
    sys.path.insert(0, os.path.dirname(os.path.abspath(harness)))
    __import__(ENTRY)
    bundle = []
    for loader in finished:
        if loader.name.partition(".")[0] == "harness":
            source = loader.get_data(loader.path)
            path = "%s/%s" % (shown, os.path.basename(loader.path))
            bundle.append([loader.name, compile(source, path, "exec", dont_inherit=True)])
    with open(os.path.join(harness, FIRST), "rb") as file:
        first = compile(file.read(), "%s/%s" % (shown, FIRST), "exec", dont_inherit=True)
    modules = marshal.dumps(bundle)
    with open(os.path.join(harness, NAME), "wb") as file:
        file.write(MAGIC_NUMBER + marshal.dumps(first) + modules + (len(modules) + 8).to_bytes(8, "little"))


main()
