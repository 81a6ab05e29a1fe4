"""What the cases use: a look at which items a line moves, and which it keeps."""

import gc
import types
import weakref

_NOT_THE_LINES = (type, types.ModuleType, types.FunctionType, types.BuiltinFunctionType)


class Item:
    """Something that can wait in a line, and whose end can be seen."""


def _places(line):
    """Say where items are in the lists that the line holds, directly or not."""
    found, seen, waiting = set(), set(), [line]
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen or isinstance(thing, _NOT_THE_LINES):
            continue
        seen.add(id(thing))
        if isinstance(thing, list):
            found.update((id(thing), place, id(item)) for place, item in enumerate(thing))
        waiting.extend(gc.get_referents(thing))
    return found


class Watch:
    """Does things to a line, and counts the items that come to lie in another place."""

    def __init__(self, line):
        self.line = line
        self.moved = 0
        self._before = _places(line)

    def do(self, operation, *args):
        result = getattr(self.line, operation)(*args)
        now = _places(self.line)
        self.moved += len(now - self._before)
        self._before = now
        return result


def moves_of_service(line, count):
    """Let `count` items wait, serve them all, and say how many moves that took."""
    watch = Watch(line)
    items = [Item() for _ in range(count)]
    for item in items:
        watch.do("put", item)
    if [watch.do("get") for _ in items] != items:
        raise AssertionError("not first come, first served")
    return watch.moved + count


def moves_of_return(line, count):
    """Call the first of `count` items and put it back, `count` times; count the moves."""
    for _ in range(count):
        line.put(Item())
    watch = Watch(line)
    for _ in range(count):
        watch.do("put_back", watch.do("get"))
    return watch.moved + count


def play(line, moves):
    """Play a series: a letter comes in, < calls the next one, and ! calls it and puts it back."""
    seen = []
    for move in moves:
        if move == "!" and len(line):
            item = line.get()
            line.put_back(item)
            seen.append(item + "!")
        elif move not in "<!":
            line.put(move)
        elif len(line):
            seen.append(line.get())
        seen.append("".join(line))
    return " ".join(seen)


def kept(line, items, operation):
    """Put items in, serve them all, and say how many of them the line still holds."""
    alive = []
    for _ in range(items):
        item = Item()
        alive.append(weakref.ref(item))
        getattr(line, operation)(item)
    del item
    before = sum(ref() is not None for ref in alive)
    for _ in range(items):
        line.get()
    return before, sum(ref() is not None for ref in alive)
