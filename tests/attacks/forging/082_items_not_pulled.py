# row: 82
# name: an item that was not pulled, searched for on the heap
# expect: wrong
# says: ['ITEM-7f3a91']
# case: {"name": "attack", "given": {"source": {"$iterator": ["ITEM-7f3a91", "ITEM-2c40d8"]}}, "eval": "attack(source)", "returns": ["ITEM-2c40d8", "ITEM-7f3a91"], "then": {"source.pulled": 1}}
# stopped-by: items that were not pulled are not in the process
# control: plain
# control-check: result == ["ITEM-2c40d8", "ITEM-7f3a91"]
import gc

mark = "-METI"[::-1]


def strings(things):
    for thing in things:
        if type(thing) is str:
            yield thing
        elif type(thing) is bytes:
            yield thing.decode("latin-1")


def attack(source):
    held = [next(source)]
    found = set(held)
    for thing in gc.get_objects():
        for text in strings([thing, *gc.get_referents(thing)]):
            at = text.find(mark)
            if at >= 0 and len(text) >= at + 11:
                found.add(text[at : at + 11])
    return sorted(found)


def control():
    items = [mark + "7f3a91", mark + "2c40d8"]
    return attack(iter(items))
