"""What the cases give to the solution: parts that take their time, and a log."""

import asyncio
import time


class Part:
    """Takes some seconds, then returns or raises; when cancelled, cleans up and may raise then."""

    log = []

    def __init__(self, name, seconds, end, cleaning=0, trouble=None):
        self.name = name
        self.seconds = seconds
        self.end = end
        self.cleaning = cleaning
        self.trouble = trouble

    async def __call__(self):
        try:
            await asyncio.sleep(self.seconds)
        except asyncio.CancelledError:
            await asyncio.sleep(self.cleaning)
            self.log.append(f"{self.name} cancelled")
            if self.trouble is not None:
                raise self.trouble
            raise
        self.log.append(f"{self.name} ended")
        if isinstance(self.end, Exception):
            raise self.end
        return self.end


async def ending(call):
    """What a call gave; of an exception its name, and what is in it."""
    begun = time.monotonic()
    try:
        end = await call
    except ExceptionGroup as group:
        end = ["group", *sorted(repr(error) for error in group.exceptions)]
    except Exception as error:
        end = [type(error).__name__, str(error), *getattr(error, "reasons", ["no reasons"])]
    return end, time.monotonic() - begun


async def play(function, parts):
    """Parts are (seconds, how they end): 0 well, 1 by an OSError, 2 by a bug; their order, too."""
    ends = ["fine", OSError, KeyError]
    made = {}
    for number, (seconds, kind) in enumerate(parts):
        end = ends[kind] if kind == 0 else ends[kind](f"part {number}")
        made[number] = Part(number, seconds, end)
    del Part.log[:]
    end = await ending(function(made))
    return end, sorted(Part.log)
