# row: 108
# name: operations that a probe of this kind does not have
# expect: exited
# case: {"name": "attack", "given": {"ask": {"$function": [{"return": "right"}]}}, "eval": "attack()",
#   "returns": "right", "then": {"ask.calls": []}}
# stopped-by: each kind of probe has a list of what may be asked of it
# control: none: 108_claimed_calls shows that such frames count
import os


def attack():
    for operation in (b"pull", b"read", b"dump", b"", b"call\0"):
        os.write(3, b".l2;s5:probed2;s2:ops%d:%bs4:names3:ask" % (len(operation), operation))
        os.read(3, 60001)
    return "wrong"
