"""What the cases use: a count of the work that is done, and of what is kept."""

import gc
import sys
import types

_NOT_KEPT = (type, types.ModuleType, types.FunctionType, types.BuiltinFunctionType)


class Key:
    """A number that counts how often it is hashed and compared."""

    used = 0

    def __init__(self, number):
        self._number = number

    def __hash__(self):
        Key.used += 1
        return hash(self._number)

    def __eq__(self, other):
        Key.used += 1
        return isinstance(other, Key) and self._number == other._number


def _steps(function, *args):
    """Count the lines that run in a call, and the uses of keys."""
    lines = 0

    def trace(frame, event, arg):
        nonlocal lines
        if frame.f_globals is not globals():
            lines += 1
        return trace

    Key.used = 0
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function(*args)
    finally:
        sys.settrace(before)
    return lines + Key.used


def _full(make, capacity):
    recent = make(capacity)
    for number in range(capacity):
        recent.put(Key(number), number)
    return recent


def work_of_get(make, capacity):
    """Fill up, and count the steps of asking for one that lies in the middle, and for none."""
    recent = _full(make, capacity)
    return _steps(recent.get, Key(capacity // 2)) + _steps(recent.get, Key(-1))


def work_of_put(make, capacity):
    """Fill up, use some, and count the steps of replacing one and of putting a new one."""
    recent = _full(make, capacity)
    for number in range(0, capacity, 2):
        recent.get(Key(number))
    return _steps(recent.put, Key(capacity // 2), 0) + _steps(recent.put, Key(-1), 0)


def kept_after(make, times):
    """Use a few entries many times, and return how much is kept: all that can be reached."""
    recent = make(3)
    for number in range(times):
        recent.put("abc"[number % 3], number % 5)
        recent.get("abc"[number % 2])
    seen, waiting, count = set(), [recent], 0
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen or isinstance(thing, _NOT_KEPT):
            continue
        seen.add(id(thing))
        parts = gc.get_referents(thing)
        count += len(parts)
        waiting.extend(parts)
    return count


def play(recent, moves):
    """Play a series: a small letter is put, a capital one is asked for."""
    seen = []
    for time, move in enumerate(moves):
        if move.islower():
            gone = recent.put(move, time)
            seen.append(f"{move}={time}" + (f" ({gone[0]}={gone[1]} gone)" if gone else ""))
        else:
            seen.append(f"{move}?{recent.get(move.lower(), 'no')}")
    return ", ".join(seen), "".join(recent)
