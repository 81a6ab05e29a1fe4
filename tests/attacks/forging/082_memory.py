# row: 82
# name: the process's own memory searched for the expected value, through ctypes
# expect: wrong
# says: 0
# case: {"name": "attack", "eval": "attack()", "returns": "EXPECTED-7f3a91"}
# limits: memory_mib=512
# stopped-by: the expected value never enters the process
# control: grade
# control-case: {"name": "attack", "exec": "kept = 'EXPECTED-7f3a91'",
#   "eval": "attack()", "returns": {"$min": 1}}
import ctypes


def attack():
    """Reads around every small object: a freed buffer would still hold what it held."""
    import gc

    mirror = bytes(range(255, -1, -1))  # else the search would find itself
    mark = bytes.fromhex("baa7afbabcabbabbd2c899")
    pages, hits = set(), 0
    for thing in gc.get_objects():
        pages.add(id(thing) & ~0xFFF)
    for page in sorted(pages):
        hits += ctypes.string_at(page, 4096).translate(mirror).count(mark)
    return hits
