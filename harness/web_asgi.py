"""Kind `asgi`: the application is driven in process on the case's event loop, as ASGI 3 has it, and held
to that. Loaded in the cell; used by steps in case processes.

Each request is a task of its own, as in a server: what an application does after its response, it does
while the client goes on. What it does wrong as ASGI goes is a ProtocolError where it happens, and again
for the client if the application swallows it.
"""

import asyncio
import sys
import time

if "anyio" in sys.modules:  # what the first request would import
    import anyio._backends._asyncio  # noqa: F401

from . import loop, web, workers
from .web import BODY, ProtocolError, Request, Response
from .web_socket import Socket, connect

_type = type
_len = len
_str = str
_bytes = bytes
_int = int
_dict = dict
_BaseException = BaseException
_Exception = Exception

TURNS = 100  # of the loop, for an application that has answered to come to its end
VERSION = {"version": "3.0", "spec_version": "2.3"}


def scope_of(kind: str, request: Request, address: str, state: dict) -> dict:
    scope = {
        "type": kind, "asgi": _dict(VERSION), "http_version": "1.1", "scheme": request.scheme,
        "path": request.path.decode("utf-8", "replace"), "raw_path": request.raw_path.encode(),
        "query_string": request.query.encode(), "root_path": "",
        "headers": [(name.encode("latin-1"), value.encode("latin-1"))
                    for name, value in request.headers],
        "client": (address, 50000), "server": (request.host.partition(":")[0], request.port),
        "state": _dict(state), "extensions": {},
    }
    if kind == "http":
        scope["method"] = request.method
    return scope


def check_headers(headers: object) -> list:
    """As pairs of str; names are to be in lower case, which no server insists on."""
    pairs = []
    for item in headers:
        try:
            name, value = item
        except (TypeError, ValueError):
            raise ProtocolError("the header %r is no pair of name and value" % (item,)) from None
        if _type(name) is not _bytes or _type(value) is not _bytes:
            raise ProtocolError("the header %r: name and value must be bytes" % (item,))
        if not name or any(sign in b" :\r\n\t" for sign in name):
            raise ProtocolError("%r is no name of a header" % name)
        if any(sign in b"\r\n\0" for sign in value):
            raise ProtocolError("the header %r has a sign that HTTP forbids: %r" % (name, value))
        pairs.append((name.decode("latin-1"), value.decode("latin-1")))
    return pairs


class Exchange:
    """One request and what the application sends for it."""

    def __init__(self, request: Request, most: "int | None") -> None:
        self.request = request
        self.most = most  # chunks after which the client hangs up
        self.unread = [*request.chunks]
        self.asked = False  # the body has been received to its end
        self.status = None
        self.pairs: list = []
        self.chunks: list = []
        self.size = 0
        self.length = None  # of the body, where Content-Length says it
        self.complete = False
        self.gone = False  # the client has hung up
        self.fault = None  # the first breach of the protocol
        self.over = asyncio.get_running_loop().create_future()  # the client has its answer
        self.left = asyncio.get_running_loop().create_future()  # http.disconnect

    async def receive(self) -> dict:
        if not self.asked and not self.gone:
            body = self.unread.pop(0) if self.unread else b""
            self.asked = not self.unread
            return {"type": "http.request", "body": body, "more_body": not self.asked}
        if not self.left.done():
            await asyncio.shield(self.left)
        return {"type": "http.disconnect"}

    async def send(self, message: object) -> None:
        try:
            self.take(message)
        except ProtocolError as fault:
            self.fault = self.fault or fault
            self.end()
            raise

    def take(self, message: object) -> None:
        if not isinstance(message, _dict) or _type(message.get("type")) is not _str:
            raise ProtocolError("send() was given %r: ASGI asks for a dict with a type" % (message,))
        kind = message["type"]
        if kind not in ("http.response.start", "http.response.body"):
            raise ProtocolError("%r is no message that answers a request" % kind)
        if self.gone:
            return
        if self.complete:
            raise ProtocolError("%r was sent after the response was complete" % kind)
        if kind == "http.response.start":
            self.start(message)
        else:
            self.add(message)

    def start(self, message: dict) -> None:
        if self.status is not None:
            raise ProtocolError("'http.response.start' was sent twice")
        status = message.get("status")
        if not isinstance(status, _int) or isinstance(status, bool) or not 100 <= status < 1000:
            raise ProtocolError("the status is %r: ASGI asks for an int such as 200" % (status,))
        self.pairs = check_headers(message.get("headers", ()))
        self.status = _int(status)
        said = [value for name, value in self.pairs if name.lower() == "content-length"]
        if said and said[0].isdigit() and not web.bodiless(self.request.method, self.status):
            self.length = _int(said[0])

    def add(self, message: dict) -> None:
        if self.status is None:
            raise ProtocolError("'http.response.body' was sent before 'http.response.start'")
        body = message.get("body", b"")
        if _type(body) is not _bytes:
            hint = ": encode it" if isinstance(body, _str) else ""
            raise ProtocolError("the body is a %s, not bytes%s" % (_type(body).__name__, hint))
        if body:
            self.size += _len(body)
            self.chunks.append(body)
        if self.size > BODY:
            raise ProtocolError("the body is larger than %d MiB" % (BODY // 1024**2))
        if not message.get("more_body", False):
            web.check_length(self.pairs, self.request.method, self.status, self.size)
            self.complete = True
            self.end()
        elif self.most is not None and _len(self.chunks) >= self.most:
            self.hang_up()
        elif self.length is not None and self.size >= self.length:
            web.check_length(self.pairs, self.request.method, self.status, self.size)
            self.answer()  # no client waits for more, though the application has not ended its body

    def hang_up(self) -> None:
        """The client goes away: what is sent from now on is lost."""
        self.gone = True
        self.end()

    def answer(self) -> None:
        if not self.over.done():
            self.over.set_result(None)

    def end(self) -> None:
        self.answer()
        if not self.left.done():
            self.left.set_result(None)

    def response(self) -> Response:
        bodiless = web.bodiless(self.request.method, self.status)
        return Response(self.status, web.reason_of(self.status), self.pairs, [] if bodiless else self.chunks)


class Lifespan:
    """The startup and the shutdown of an application that has them."""

    def __init__(self, client: "Client") -> None:
        self.client = client
        self.state: dict = {}
        self.asked = 0
        self.failed = None  # the message of a failure
        self.supported = True
        self.begun = asyncio.get_running_loop().create_future()
        self.ending = asyncio.get_running_loop().create_future()
        self.task = client.serve("lifespan", self.scope(), self.receive, self.send)
        self.task.add_done_callback(self.done)

    def scope(self) -> dict:
        return {"type": "lifespan", "asgi": _dict(VERSION), "state": self.state}

    async def receive(self) -> dict:
        self.asked += 1
        if self.asked == 1:
            return {"type": "lifespan.startup"}
        if self.asked == 2:
            await asyncio.shield(self.ending)
            return {"type": "lifespan.shutdown"}
        return await asyncio.get_running_loop().create_future()  # nothing more comes

    async def send(self, message: dict) -> None:
        kind = message["type"]
        if kind[-7:] == ".failed":
            self.failed = message.get("message") or kind
        if kind[:17] == "lifespan.startup." and not self.begun.done():
            self.begun.set_result(None)

    def done(self, task: object) -> None:
        if not task.cancelled():
            task.exception()  # has been seen
        if not self.begun.done():
            self.supported = False  # it ended, or raised, without a word: there is no lifespan
            self.begun.set_result(None)

    async def start(self) -> None:
        await asyncio.shield(self.begun)
        if self.failed is not None:
            await self.complain("startup")

    async def stop(self) -> None:
        if not self.ending.done():
            self.ending.set_result(None)
        if not self.supported:
            return
        await asyncio.wait([self.task])
        if self.failed is not None:
            await self.complain("shutdown")

    async def complain(self, when: str) -> None:
        await turns(self.task)
        error = self.task.exception() if self.task.done() else None
        if error is not None:
            raise error
        raise RuntimeError("the application's %s failed: %s" % (when, self.failed))


async def turns(task: object) -> None:
    """Lets a task that has said its word come to its end, if that takes no time."""
    for _ in range(TURNS):
        if task.done():
            return
        await asyncio.tasks.__sleep0()


class Client(web.Client):
    """A client of one ASGI application; requests may run at the same time."""

    servers: set = set()  # tasks of applications; the case's, see make

    def __init__(self, app: object, **more: object) -> None:
        super().__init__(app, **more)
        self.lifespan = None
        self.errors: list = []  # what came up once a response was complete

    async def __aenter__(self) -> "Client":
        await self.open()
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.close()

    async def open(self) -> None:
        """The application's startup; the first request sees to it, too."""
        if self.lifespan is None:
            self.lifespan = Lifespan(self)
        await self.lifespan.start()

    async def close(self) -> None:
        """The application's shutdown."""
        if self.lifespan is not None:
            await self.lifespan.stop()

    def serve(self, name: str, scope: dict, receive: object, send: object) -> object:
        """A task in which the application runs."""
        async def run() -> None:
            called = self.app(scope, receive, send)
            if not hasattr(called, "__await__"):
                raise ProtocolError("the application returned %s: ASGI asks for a coroutine function" % (
                    "None" if called is None else "a " + _type(called).__name__))
            await called

        task = asyncio.get_running_loop().create_task(run(), name=name)
        self.servers.add(task)
        return task

    async def request(self, method: str, path: str, *, follow: "bool | None" = None,
                      hang_up_after: "int | None" = None, **more: object) -> Response:
        await self.open()
        request = self.prepared(method, path, **more)
        history: list = []
        while True:
            response = await self.exchange(request, hang_up_after)
            response.history = history
            following = None
            if self.follow if follow is None else follow:
                following = self.redirected(request, response)
            if following is None:
                return response
            history = [*history, response.status]
            request = following

    async def exchange(self, request: Request, most: "int | None") -> Response:
        since = time.monotonic()
        exchange = Exchange(request, most)
        scope = scope_of("http", request, self.address, self.lifespan.state)
        name = "%s %s" % (request.method, request.target[:100])
        task = self.serve(name, scope, exchange.receive, exchange.send)
        try:
            await asyncio.wait([task, exchange.over], return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            exchange.hang_up()
            raise
        await turns(task)
        error = self.outcome(task, exchange)
        if error is not None:
            raise error
        answered = exchange.over.done() and exchange.status is not None
        response = exchange.response() if answered else web.internal_error()
        return self.finished(request, response, since)

    def outcome(self, task: object, exchange: Exchange) -> "BaseException | None":
        """What is to be raised for the client."""
        if exchange.fault is not None:
            if task.done() and not task.cancelled():
                task.exception()  # has been seen
            return exchange.fault
        if not task.done():
            task.add_done_callback(self.note)
            return None
        error = ProtocolError("the application cancelled its own task") if task.cancelled() else task.exception()
        if error is not None:
            return error if self.raises or not isinstance(error, _Exception) else None
        if exchange.complete or exchange.gone:
            return None
        return ProtocolError("the application ended %s" % (
            "without a response" if exchange.status is None
            else "before its response was complete: the last 'http.response.body' has more_body"))

    def note(self, task: object) -> None:
        """What an application raised behind its response."""
        error = None if task.cancelled() else task.exception()
        if error is not None:
            self.errors.append("%s: %s" % (_type(error).__name__, error))

    async def websocket(self, path: str, **more: object) -> Socket:
        """An open socket; Refused where the application does not accept it."""
        await self.open()
        request = self.prepared("GET", path, **more)
        request.scheme = "wss" if request.scheme == "https" else "ws"
        return await connect(self, request)


def make(app: object, case: object) -> Client:
    """The case's own client. Called by steps.py."""
    around = case.around
    Client.servers = around.loop.servers
    if around.virtual:
        loop.Current.workers = workers.Workers(around.clock)
        around.watch.on("anyio._backends._asyncio",
                        lambda backend: workers.patch_anyio(backend, loop.Current.workers))
    return Client(app)
