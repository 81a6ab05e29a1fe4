"""What the cases give to the solution: a server with pages, which keeps a log."""


class Server:
    """Pages by cursor: the next one's cursor is given with each."""

    def __init__(self, pages, cursors=None, broken="no page"):
        self.pages = pages
        self.cursors = [None, *(cursors or range(1, len(pages))), None]
        self.broken = broken
        self.log = []

    def connect(self):
        return self

    async def __aenter__(self):
        self.log.append("enter")
        return Session(self)

    async def __aexit__(self, *exc):
        self.log.append("exit")


class Session:
    def __init__(self, server):
        self._server = server

    async def fetch(self, cursor):
        server = self._server
        server.log.append(f"fetch {cursor!r}")
        if cursor == server.broken:
            raise ConnectionError("lost", cursor)
        number = server.cursors[:-1].index(cursor)
        return list(server.pages[number]), server.cursors[number + 1]


async def play(entries, first, pages, count):
    """The first entries of some pages, and what the server saw."""
    server = Server(pages)
    source = entries(server.connect)
    found = await first(source, count)
    return found, server.log
