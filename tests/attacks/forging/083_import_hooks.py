# row: 83
# name: a finder in front of all others, and no modules at all
# expect: wrong
# stopped-by: the harness imports nothing once the solution runs
# control: plain
# control-check: result == "hooked"
import sys


class Finder:
    def find_spec(self, name, path=None, target=None):
        raise SystemExit(0)


def attack():
    kept = dict(sys.modules)
    sys.meta_path.insert(0, Finder())
    sys.path_hooks.clear()
    sys.modules.clear()
    if __name__ != "solution":
        sys.modules.update(kept)
        sys.meta_path.pop(0)
    return "hooked"
