"""What the cases give to the solution: a script of questions, and answers that can be told apart."""

import asyncio
import time


async def play(make, script):
    """Steps are (pause, what, key); say what came of each question, and when load was called."""
    begun = time.monotonic()
    calls = []

    async def load(key):
        calls.append((time.monotonic() - begun, key))
        number = len(calls)
        await asyncio.sleep(2.5625)  # steps are at multiples of 0.125: no call ends just then
        if number % 2 == 0:
            raise ConnectionError("busy", number)
        return f"{key} by call {number}"

    cache, asked = make(load), []
    for pause, what, key in script:
        await asyncio.sleep(pause)
        if what == "get":
            asked.append(asyncio.ensure_future(cache.get(key)))
        elif what == "forget":
            cache.forget(key)
        elif asked:
            asked[-1].cancel()
        await asyncio.sleep(0.125)
    ends = await asyncio.gather(*asked, return_exceptions=True)
    return [end if isinstance(end, str) else repr(end) for end in ends], calls
