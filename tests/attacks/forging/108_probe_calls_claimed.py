# row: 108
# name: calls of a probe claimed in the frame protocol, by guess
# expect: wrong
# says: f.calls
# case: {"name": "attack", "given": {"f": {"$function": {"return": 1}}}, "eval": "attack()", "returns": "done", "then": {"f.calls": [[["KEY-7f3a91"], {}]]}}
# stopped-by: evidence has to be right, and what is right is never in the process
# control: none: the channel exists only under grade
import os


def attack():
    os.write(3, b".l2;s5:probed3;s2:ops4:calls4:names1:fs4:argsl1;s9:KEY-guess")
    os.read(3, 60000)
    return "done"
