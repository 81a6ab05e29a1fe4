"""Where the cell begins: a warm interpreter that forks one process for each case.

Started by the supervisor (src/sandbox/launch.c) as
    python -s -S -B cell.py EXTENSION LEVEL CASE_UID SITE READABLE PROGRAM MODULE...
SITE: folders for sys.path, joined by ':'; READABLE: what a case may read at level baseline, joined by
newlines; PROGRAM: what a case of a kind with a server may execute, or ""; MODULE: what to import before the
first case. This file is compiled at every start; what it does is in serve.py.
"""

import sys

if sys.version_info < (3, 9):  # before the first import that an older one cannot read
    sys.exit("Python %d.%d is too old: grade needs 3.9 or newer" % sys.version_info[:2])

import _imp  # noqa: E402
import gc  # noqa: E402
import marshal  # noqa: E402
from _frozen_importlib import ModuleSpec, module_from_spec  # noqa: E402
from _frozen_importlib_external import (  # noqa: E402
    MAGIC_NUMBER, ExtensionFileLoader, SourceFileLoader, spec_from_file_location)


def load_extension(path):
    """Loads the C side by its path: no folder of it joins sys.path. Before all else: what is made from here on
    lies in memory that a case can copy at once (src/sandbox/cell_memory.c)."""
    spec = ModuleSpec("_grade", ExtensionFileLoader("_grade", path), origin=path)
    module = _imp.create_dynamic(spec)
    _imp.exec_dynamic(module)
    return module


def unpack(folder):
    """Runs the modules that the build put into one file (src/sandbox/bundle.py), as an import of each would;
    to find and read them one by one takes three times as long. An interpreter for which it was not made
    does that."""
    with open(folder + "/cell.bundle", "rb", 0) as file:
        data = file.read()
    if data[:4] != MAGIC_NUMBER:
        return
    for name, code in marshal.loads(data[4:]):
        path = code.co_filename
        path = folder + path[path.rindex("/"):]
        parts = [folder] if name == "harness" else None
        spec = spec_from_file_location(name, path, loader=SourceFileLoader(name, path),
                                       submodule_search_locations=parts)
        module = sys.modules[name] = module_from_spec(spec)
        _imp._fix_co_filename(code, path)
        exec(code, module.__dict__)
        if parts is None:
            setattr(sys.modules["harness"], name.rpartition(".")[2], module)


extension = load_extension(sys.argv[1])
gc.disable()  # until it is warm: nearly all that is made before that stays
# The harness is a package, so that its modules' names take none from the solution's imports.
here = sys.path[0]
sys.path[0] = here.rpartition("/")[0]
unpack(here)
from harness import serve  # noqa: E402

serve.main(extension)
