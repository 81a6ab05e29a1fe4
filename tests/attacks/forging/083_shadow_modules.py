# row: 83
# name: json.py, sitecustomize.py and a .pth beside the solution
# expect: wrong
# expect-baseline: error
# stopped-by: the harness imports nothing once the solution runs
# control: plain
# control-check: result == "shadowed"
import os
import sys


def attack():
    for name in ("json.py", "sitecustomize.py", "usercustomize.py", "conftest.py", "encodings.py"):
        with open(name, "w") as file:
            file.write("dumps = loads = lambda *a, **k: 'shadowed'\n")
    with open("x.pth", "w") as file:
        file.write("import os; os._exit(0)\n")
    sys.path.insert(0, os.getcwd())
    sys.modules.pop("json", None)
    sys.path_importer_cache.clear()
    import json

    return json.dumps(1)
