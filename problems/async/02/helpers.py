"""What the cases give to the solution: a web whose pages take their time."""

import asyncio


class Web:
    """Pages by address, with the seconds that each takes; some are broken.

    Knows which were asked for (`asked`) and how many were under way at once (`peak`).
    """

    def __init__(self, seconds, broken=()):
        self._seconds = seconds
        self._broken = broken
        self._under_way = 0
        self.asked = []
        self.peak = 0

    async def fetch(self, url):
        self.asked.append(url)
        self._under_way += 1
        self.peak = max(self.peak, self._under_way)
        try:
            await asyncio.sleep(self._seconds[url])
        finally:
            self._under_way -= 1
        if url in self._broken:
            raise ConnectionError("no route", url)
        return f"page {url}"
