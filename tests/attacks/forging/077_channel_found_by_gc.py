# row: 77
# name: the harness's own channel, found through gc, says `done`
# expect: wrong
# says: found
# stopped-by: the expected value is not in the process: a forged answer is a guess
# control: grade
# control-case: {"name": "attack", "eval": "attack()", "returns": "found"}
import gc


def attack():
    for thing in gc.get_objects():
        if type(thing).__name__ == "Channel":
            thing.send("done", {"n": 0, "value": "found"})
    import sys

    for name, module in list(sys.modules.items()):
        if name == "harness.steps":
            module.Case.step = lambda *a: None
            sender = sys._getframe(1)
            while sender:
                channel = getattr(sender.f_locals.get("self"), "channel", None)
                if channel is not None:
                    channel.send("done", {"n": 0, "value": "found"})
                    break
                sender = sender.f_back
    return "not found"
