"""What the cases give to the solution: a pen that notes when it wrote what, and a script of keys."""

import asyncio
import time


class Pen:
    """Takes some seconds to write a value; the log has each beginning and end."""

    def __init__(self, seconds=0):
        self.seconds = seconds
        self.begun = time.monotonic()
        self.log = []

    def note(self, *words):
        self.log.append((time.monotonic() - self.begun, *words))

    async def write(self, value):
        self.note("begin", value)
        await asyncio.sleep(self.seconds)
        self.note("end", value)


async def play(make, pauses, seconds, quiet):
    """Trigger after each pause with the next number, then close; the log of it all."""
    pen = Pen(seconds)
    debouncer = make(pen.write, quiet + 0.5)
    for number, pause in enumerate(pauses):
        await asyncio.sleep(pause)
        debouncer.trigger(number)
    await asyncio.sleep(1)
    await debouncer.close()
    pen.note("closed")
    return sorted(pen.log, key=str)
