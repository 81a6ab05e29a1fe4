"""What cell.py does: loads the extension and the harness. Run in its namespace, with `here`, the folder of
both, and `data`, the bundle, for which this interpreter may not be the one that it was made for."""

import _imp
import gc
import marshal
import sys
from _frozen_importlib import ModuleSpec, module_from_spec
from _frozen_importlib_external import (
    MAGIC_NUMBER, ExtensionFileLoader, SourceFileLoader, spec_from_file_location)


def load_extension(path):
    """Loads the C side by its path: no folder of it joins sys.path. Before all else: what is made from here on
    lies in memory that a case can copy at once (src/sandbox/cell_memory.c)."""
    spec = ModuleSpec("_grade", ExtensionFileLoader("_grade", path), origin=path)
    module = _imp.create_dynamic(spec)
    _imp.exec_dynamic(module)
    return module


def unpack(folder, modules):
    """Runs the modules that the build put into one file, as an import of each would; to find and read them
    one by one takes three times as long."""
    for name, code in modules:
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
sys.path[0] = here.rpartition("/")[0]  # noqa: F821
if data[:4] == MAGIC_NUMBER:  # noqa: F821
    unpack(here, marshal.loads(memoryview(data)[-int.from_bytes(data[-8:], "little"):]))  # noqa: F821
data = None
from harness import serve  # noqa: E402

serve.main(extension)
