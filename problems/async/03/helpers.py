"""What the cases give to the solution: stations that answer after a while, or do not."""

import asyncio


def brief(outcome):
    """Both dicts as pairs in order; of an exception its name and arguments."""
    found, failed = outcome
    return list(found.items()), [(key, type(e).__name__, *e.args) for key, e in failed.items()]


async def play(function, stations):
    """Ask for stations, a list of (name, seconds, whether it works); also say how long it took."""
    by_name = {name: (seconds, works) for name, seconds, works in stations}

    async def fetch(name):
        seconds, works = by_name[name]
        await asyncio.sleep(seconds)
        if not works:
            raise ConnectionError("no answer", name)
        return f"{name} after {seconds} s"

    begun = asyncio.get_running_loop().time()
    outcome = await function(fetch, [name for name, *_ in stations])
    return brief(outcome), asyncio.get_running_loop().time() - begun
