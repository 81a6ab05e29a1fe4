"""What the cases use to look at functions that refuse calls."""


class HandClock:
    """Shows the time that it was set to, and counts how often it was asked."""

    def __init__(self, time=0.0):
        self.time = time
        self.asked = 0

    def __call__(self):
        self.asked += 1
        return self.time


def series(limited, times, clock):
    """Call at these times. Of each call: "ok", or the seconds to wait."""
    seen = []
    for clock.time in times:
        try:
            limited()
        except Exception as refusal:
            seen.append(float(refusal.retry_after))
        else:
            seen.append("ok")
    return seen


def marks(limited, times, clock):
    """Call at these times. Return x for each call that went through, and . for others."""
    return "".join("x" if seen == "ok" else "." for seen in series(limited, times, clock))


class Stamp(float):
    """A time in seconds that counts what is done with it."""

    done = 0


def _counted(operation):
    def method(self, other):
        Stamp.done += 1
        result = operation(float(self), float(other))
        return result if isinstance(result, bool) else Stamp(result)

    return method


for _name in "sub rsub add radd lt le gt ge eq ne".split():
    setattr(Stamp, f"__{_name}__", _counted(getattr(float, f"__{_name}__")))
Stamp.__hash__ = float.__hash__


def work_of_last_call(rate_limit, before):
    """Return how much is done with times in one call that comes after so many others."""
    clock = HandClock()
    limited = rate_limit(3, 2.5, now=clock)(list)
    for second in range(before):
        clock.time = Stamp(second)
        limited()
    clock.time = Stamp(before)
    Stamp.done = 0
    limited()
    return Stamp.done
