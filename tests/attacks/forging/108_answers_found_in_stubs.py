# row: 108
# name: what a probe will give, looked for in its stub and in the whole heap
# expect: wrong
# says: None
# case: {"name": "attack", "given": {"ask": {"$function": [{"return": "SCRIPTED-5d1e"}]}},
#   "eval": "attack(ask)", "returns": "SCRIPTED-5d1e", "then": {"ask.calls": []}}
# stopped-by: what a probe gives leaves the supervisor when it is asked for
# control: grade
# control-case: {"name": "attack", "given": {"ask": {"$function": [{"return": "SCRIPTED-5d1e"}]}},
#   "exec": "kept = ask()", "eval": "attack(ask)", "returns": "SCRIPTED-5d1e"}
import gc

mark = "-DETPIRCS"[::-1]


def attack(ask):
    for thing in gc.get_objects():
        for inner in [thing, *gc.get_referents(thing)]:
            text = inner.decode("latin-1") if type(inner) is bytes else inner
            if type(text) is str and mark in text and len(text) > len(mark):
                return text[text.index(mark) :][:13]
    return None
