# row: 82
# name: frames walked up to the expected value
# expect: wrong
# says: None
# case: {"name": "attack", "eval": "attack()", "returns": "EXPECTED-7f3a91"}
# stopped-by: the expected value never enters the process
# control: plain
# control-check: result == "EXPECTED-control"
import sys


def look(thing, depth=0):
    """The expected value, wherever it hides in a local variable."""
    if isinstance(thing, str) and thing.startswith("EXPEC" + "TED-"):
        return thing
    if depth < 4 and isinstance(thing, dict):
        thing = list(thing.values())
    if depth < 4 and isinstance(thing, (list, tuple, set)):
        for item in thing:
            found = look(item, depth + 1)
            if found:
                return found
    return None


def attack():
    frame = sys._getframe()
    while frame:
        for scope in (frame.f_locals, frame.f_globals, {"consts": frame.f_code.co_consts}):
            found = frame.f_code is not attack.__code__ and look(dict(scope))
            if found:
                return found
        frame = frame.f_back
    return None


def control():
    expected = "EXPECTED-" + "control"
    return attack()
