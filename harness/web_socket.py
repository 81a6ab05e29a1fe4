"""The client's end of a websocket: see web_asgi.py. Runs in case processes."""

import asyncio
import json

from .web import ProtocolError, Request, publish

_type = type
_str = str
_bytes = bytes
_dict = dict

NORMAL, ABNORMAL = 1000, 1006


class Refused(Exception):
    """The application closed the socket before it accepted it."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(code, reason)
        self.code = code
        self.reason = reason

    def __str__(self) -> str:
        return "the application refused the websocket: %d%s" % (
            self.code, ", " + self.reason if self.reason else "")


class Closed(Exception):
    """The application has closed the socket."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(code, reason)
        self.code = code
        self.reason = reason

    def __str__(self) -> str:
        return "the application closed the websocket: %d%s" % (
            self.code, ", " + self.reason if self.reason else "")


class Socket:
    """What `await client.websocket(path)` returns."""

    def __init__(self) -> None:
        self.to_app: asyncio.Queue = asyncio.Queue()
        self.from_app: asyncio.Queue = asyncio.Queue()
        self.task = None
        self.state = "connecting"
        self.subprotocol = None
        self.fault = None
        self.to_app.put_nowait({"type": "websocket.connect"})

    # the application's end

    async def receive_message(self) -> dict:
        return await self.to_app.get()

    async def send_message(self, message: object) -> None:
        try:
            self.take(message)
        except ProtocolError as fault:
            self.fault = self.fault or fault
            self.from_app.put_nowait({"type": "fault"})
            raise

    def take(self, message: object) -> None:
        if not isinstance(message, _dict) or _type(message.get("type")) is not _str:
            raise ProtocolError("send() was given %r: ASGI asks for a dict with a type" % (message,))
        kind = message["type"]
        allowed = {"connecting": ("websocket.accept", "websocket.close"),
                   "open": ("websocket.send", "websocket.close"), "left": ("websocket.send", "websocket.close")}
        if kind not in allowed.get(self.state, ()):
            raise ProtocolError("%r was sent while the websocket was %s" % (kind, self.state))
        if self.state == "left":
            return  # lost, as on a wire
        if kind == "websocket.send":
            text, data = message.get("text"), message.get("bytes")
            if (_type(text) is _str) == (_type(data) is _bytes):
                raise ProtocolError("'websocket.send' takes either text or bytes")
        self.state = {"websocket.accept": "open", "websocket.close": "closed"}.get(kind, self.state)
        self.from_app.put_nowait(message)

    def done(self, task: object) -> None:
        self.from_app.put_nowait({"type": "end"})

    # the client's end

    async def message(self) -> dict:
        """The next message of the application that is one; what it raised is raised here."""
        message = await self.from_app.get()
        if message["type"] == "fault":
            raise self.fault
        if message["type"] == "end":
            self.from_app.put_nowait(message)
            error = None if self.task.cancelled() else self.task.exception()
            if self.fault is not None or error is not None:
                raise self.fault or error
            raise Closed(ABNORMAL, "it ended")
        return message

    async def receive(self) -> object:
        """The next text or bytes that the application sends."""
        message = await self.message()
        if message["type"] == "websocket.close":
            raise Closed(message.get("code", NORMAL), message.get("reason") or "")
        text = message.get("text")
        return message["bytes"] if text is None else text

    async def receive_json(self) -> object:
        return json.loads(await self.receive())

    async def send(self, data: "str | bytes") -> None:
        kind = "text" if isinstance(data, _str) else "bytes"
        self.to_app.put_nowait({"type": "websocket.receive", kind: data})

    async def send_json(self, value: object) -> None:
        await self.send(json.dumps(value))

    async def close(self, code: int = NORMAL) -> None:
        """Leaves, and waits until the application has seen it."""
        if self.state == "open":
            self.state = "left"
            self.to_app.put_nowait({"type": "websocket.disconnect", "code": code, "reason": ""})
        await asyncio.wait([self.task])
        error = self.fault or (None if self.task.cancelled() else self.task.exception())
        if error is not None:
            raise error

    async def __aenter__(self) -> "Socket":
        return self

    async def __aexit__(self, kind: object, *exc: object) -> None:
        if kind is None:
            await self.close()


async def connect(client: object, request: Request) -> Socket:
    """Opens a socket: called by the client."""
    from .web_asgi import scope_of

    request.headers = [*request.headers, ("connection", "Upgrade"), ("upgrade", "websocket")]
    scope = scope_of("websocket", request, client.address, client.lifespan.state)
    wanted = _dict(request.headers).get("sec-websocket-protocol", "")
    scope["subprotocols"] = [name.strip() for name in wanted.split(",") if name.strip()]
    socket = Socket()
    socket.task = client.serve("websocket " + request.target[:100], scope, socket.receive_message,
                               socket.send_message)
    socket.task.add_done_callback(socket.done)
    first = await socket.message()
    if first["type"] == "websocket.close":
        raise Refused(first.get("code", NORMAL), first.get("reason") or "")
    socket.subprotocol = first.get("subprotocol")
    return socket


publish(Socket, Refused, Closed)
