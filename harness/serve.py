"""What the cell does: gets warm, and forks one process for each case. Runs project code and the named
libraries only: a solution is never compiled or run in this process."""

import gc
import sys

from . import case


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


def main(extension):
    level, case_uid, site, readable, program, *modules = sys.argv[2:]
    sys.argv = [""]  # a case puts its own there, and need not free these
    if hasattr(sys, "orig_argv"):
        sys.orig_argv = []
    del sys.path[0]  # the harness is there, and nothing else is below its folder
    sys.path.extend(folder for folder in site.split(":") if folder)
    if not preload(extension, modules):
        return
    sys.path.insert(0, "")  # the case's own folder, as for any script
    full = level == "full"
    if "pytest" in modules or "unittest" in modules:
        from . import learner_tests

        learner_tests.warm_up("pytest" in modules)
    if "mypy" in modules:
        from . import typecheck

        typecheck.warm_up(modules)
    case.warm_up()
    gc.freeze()  # what an import left behind is in nobody's way: looking for it takes longer
    gc.enable()
    if extension.ready(version(), full, int(case_uid), int(case_uid), readable, program):
        case.main(extension.serve())
