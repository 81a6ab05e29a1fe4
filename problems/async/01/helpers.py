"""What the cases give to the solution: a desk that knows users, sends mail, and keeps a log."""

import asyncio


class Desk:
    """Loading a name takes two seconds, sending a mail one."""

    names = {7: "Ada", 8: "Grace", 9: "Barbara"}

    def __init__(self):
        self.log = []
        self.sent = []

    async def load_name(self, user_id):
        self.log.append(f"load {user_id}")
        await asyncio.sleep(2)
        name = self.names[user_id]
        self.log.append(f"loaded {user_id}")
        return name

    async def send(self, user_id, text):
        self.log.append(f"send {user_id}")
        await asyncio.sleep(1)
        self.sent.append((user_id, text))
        self.log.append(f"sent {user_id}")


async def ending(function, *args):
    """Await a call and say how it ended: its value, or the name of the exception."""
    try:
        return await function(*args)
    except Exception as exception:
        return type(exception).__name__
