# row: 82
# name: all memory that can be read searched for an item that was not pulled
# expect: wrong
# says: (1, 0)
# case: {"name": "attack", "given": {"source": {"$iterator": ["ITEM-7f3a91", "ITEM-2c40d8"]}},
#   "eval": "attack(source)", "returns": {"$tuple": [{"$min": 1}, {"$min": 1}]}, "then": {"source.pulled": 1}}
# limits: cpu_ms=20000 memory_mib=512 wall_ms=120000
# stopped-by: items that were not pulled are not in the process
# control: grade
# control-case: {"name": "attack", "given": {"source": {"$iterator": ["ITEM-7f3a91", "ITEM-2c40d8"]}},
#   "exec": ["pulled = list(source)", "class Again:", "    def __next__(self): return pulled[0]"],
#   "limits": {"cpu_ms": 20000, "memory_mib": 512, "wall_ms": 120000},
#   "eval": "attack(Again())", "returns": {"$tuple": [1, 1]}}
"""Reads page by page, by write() into a pipe, which says EFAULT where there is none: around all that the
interpreter knows an address of, as far as pages follow each other with gaps of up to a MiB."""
import ctypes
import os

PAGE = 4096
GAP = 256  # pages
libc = ctypes.CDLL(None, use_errno=True)
mirror = bytes(range(255, -1, -1))  # else the search would find itself
marks = [bytes.fromhex("b6abbab2d2c899cc9ec6ce"), bytes.fromhex("b6abbab2d2cd9ccbcf9bc7")]


def read(pipe, page):
    """The page and a half of the next, mirrored; None where there is none."""
    if libc.write(pipe[1], ctypes.c_void_p(page), PAGE) != PAGE:
        return None
    return os.read(pipe[0], PAGE).translate(mirror)


def around(pipe, start, seen, step, hits):
    gap, page, before = 0, start, b""
    while gap < GAP and page not in seen and page > 0:
        seen.add(page)
        text = read(pipe, page)
        gap = gap + 1 if text is None else 0
        if text is not None:
            both = before[-16:] + text if step > 0 else text
            for number, mark in enumerate(marks):
                hits[number] = hits[number] or mark in both
        before = text or b""
        page += step


def attack(source):
    import gc

    held = next(source)
    pipe, seen, hits = os.pipe(), set(), [0, 0]
    places = {id(thing) & ~(PAGE - 1) for thing in gc.get_objects()}
    places |= {id(held) & ~(PAGE - 1), ctypes.addressof(ctypes.c_int()) & ~(PAGE - 1)}
    places |= {ctypes.cast(libc.write, ctypes.c_void_p).value & ~(PAGE - 1)}
    for place in sorted(places):
        around(pipe, place, seen, PAGE, hits)
        around(pipe, place - PAGE, seen, -PAGE, hits)
    return tuple(map(int, hits))
