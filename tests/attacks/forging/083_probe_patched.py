# row: 83
# name: the stub of a probe replaced, and builtins, channel and encoder with it
# expect: wrong
# says: f.calls | call 2
# case: {"name": "attack", "given": {"f": {"$function": {"return": 1}}}, "eval": "attack(f)", "returns": 1, "then": {"f.calls": [[["KEY-7f3a91"], {}]]}}
# stopped-by: calls are recorded by the supervisor: without the question there is no value, and no call
# control: none: the harness exists only under grade
import builtins
import gc
import sys


def attack(f):
    f(2)
    for name, module in list(sys.modules.items()):
        if not name.startswith("harness."):
            continue
        if hasattr(module, "Stub"):
            module.Stub.call = lambda self, args, kwargs: 1
        if hasattr(module, "Probes"):
            module.Probes.ask_call = lambda self, name, args, kwargs: {"do": "return", "value": 1}
        if hasattr(module, "Arguments"):
            module.Arguments.put = lambda self, value, depth=0: self.add(b"l0;")
    for thing in gc.get_objects():
        if type(thing) is dict and "calls" in thing:
            thing.clear()
    for name in ("len", "list", "type", "id", "getattr"):
        setattr(builtins, name, lambda *args: 1)
    return f("guess")
