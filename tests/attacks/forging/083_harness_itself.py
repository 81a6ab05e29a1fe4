# row: 83
# name: the harness's own functions replaced
# expect: wrong
# says: forged
# stopped-by: the expected value never enters the process
# control: grade
# control-case: {"name": "attack", "exec": "attack()", "eval": "'honest'", "returns": "forged"}
import sys


def attack():
    for name, module in list(sys.modules.items()):
        if not name.startswith("harness"):
            continue
        if hasattr(module, "encode") and callable(module.encode):
            wire = sys.modules["harness.wire"]
            module.encode = lambda *a, **k: wire.Encoded(b"s6:forged")
    return "forged"
