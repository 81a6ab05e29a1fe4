# row: 83
# name: another module in the place of the one that the case gives
# expect: wrong
# says: api.get.calls
# case: {"name": "attack", "given": {"api": {"$module": {"get": {"$function": {"return": 7}}}}},
#   "eval": "attack()", "returns": 7, "then": {"api.get.calls": [[["a"], {}]]}}
# stopped-by: calls are recorded by the supervisor
# control: none: the harness exists only under grade
import sys
import types


def attack():
    module = types.ModuleType("api")
    module.get = lambda *args: 7
    sys.modules["api"] = module
    import api

    return api.get("a")
