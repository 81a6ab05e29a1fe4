# row: 82
# name: every object of the heap searched for the expected value
# expect: wrong
# says: []
# case: {"name": "attack", "eval": "attack()", "returns": "EXPECTED-7f3a91"}
# stopped-by: the expected value never enters the process
# control: plain
# control-check: "EXPECTED-control" in result
import gc

mark = "-DETCEPXE"[::-1]


def strings(things):
    for thing in things:
        if type(thing) is str:
            yield thing
        elif type(thing) is bytes:
            yield thing.decode("latin-1")


def attack():
    found = set()
    for thing in gc.get_objects():
        for text in strings([thing, *gc.get_referents(thing)]):
            at = text.find(mark)
            if at >= 0 and len(text) > at + len(mark):
                found.add(text[at : at + 20])
    return sorted(found)


def control():
    holder = [mark + "control"]
    found = attack()
    return found if holder else None
