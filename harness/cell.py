"""The cell: a warm interpreter that forks one process for each case.

Started by the supervisor (src/sandbox/launch.c) as
    python -s -S -B cell.py EXTENSION LEVEL CASE_UID SITE READABLE PROGRAM MODULE...
SITE: folders for sys.path, joined by ':'; READABLE: what a case may read at level baseline, joined by
newlines; PROGRAM: what a case of a kind with a server may execute, or ""; MODULE: what to import before the
first case. Runs project code and the named libraries only: a
solution is never compiled or run in this process.
"""

import gc
import sys

if sys.version_info < (3, 9):  # before the first import that an older one cannot read
    sys.exit("Python %d.%d is too old: grade needs 3.9 or newer" % sys.version_info[:2])

import _imp  # noqa: E402
from _frozen_importlib import ModuleSpec  # noqa: E402
from _frozen_importlib_external import ExtensionFileLoader  # noqa: E402

# The harness is a package, so that its modules' names take none from the solution's imports.
sys.path[0] = sys.path[0].rpartition("/")[0]
from harness import case  # noqa: E402


def load_extension(path):
    """Loads the C side by its path: no folder of it joins sys.path."""
    spec = ModuleSpec("_grade", ExtensionFileLoader("_grade", path), origin=path)
    module = _imp.create_dynamic(spec)
    _imp.exec_dynamic(module)
    return module


def version():
    return "%d.%d.%d" % sys.version_info[:3]


def reason(error, name):
    """What importing that module raised, in a line; empty where there is no such module."""
    absent = isinstance(error, ModuleNotFoundError) and error.name
    if absent and (name == absent or name.startswith(absent + ".")):
        return ""
    return "%s: %s" % (type(error).__name__, str(error).partition("\n")[0])


def preload(extension, names):
    """Imports what the problem asks for. False where one cannot be had: the supervisor is told."""
    for name in names:
        try:
            __import__(name)
        except BaseException as error:
            extension.failed(version(), name, reason(error, name))
            return False
    return True


def main():
    path, level, case_uid, site, readable, program, *modules = sys.argv[1:]
    extension = load_extension(path)
    sys.path.extend(folder for folder in site.split(":") if folder)
    if not preload(extension, modules):
        return
    sys.path[0] = ""  # the case's own folder, as for any script
    full = level == "full"
    if "pytest" in modules or "unittest" in modules:
        from harness import learner_tests

        learner_tests.warm_up("pytest" in modules)
    if "mypy" in modules:
        from harness import typecheck

        typecheck.warm_up(modules)
    case.warm_up()
    gc.collect()
    gc.freeze()
    if extension.ready(version(), full, int(case_uid), int(case_uid), readable, program):
        case.main(extension.serve())


main()
