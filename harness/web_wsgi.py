"""Kind `wsgi`: the application is called in process, as PEP 3333 has it, and held to that.

Loaded in the cell; used by steps in case processes. What the application does wrong as WSGI goes is a
ProtocolError where it happens, and again at the end of the request if the application swallows it.
"""

import sys
import time
from io import BytesIO

from . import web
from .web import BODY, ProtocolError, Request, Response

_type = type
_len = len
_str = str
_bytes = bytes
_tuple = tuple
_list = list
_BaseException = BaseException
_Exception = Exception

HOP_BY_HOP = ("connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "te",
              "trailer", "trailers", "transfer-encoding", "upgrade")


def environ_of(request: Request, address: str) -> dict:
    """What PEP 3333 and CGI ask for, and no more."""
    environ = {
        "REQUEST_METHOD": request.method, "SCRIPT_NAME": "",
        "PATH_INFO": request.path.decode("latin-1"), "QUERY_STRING": request.query,
        "SERVER_NAME": request.host.partition(":")[0], "SERVER_PORT": _str(request.port),
        "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": address,
        "wsgi.version": (1, 0), "wsgi.url_scheme": request.scheme,
        "wsgi.input": BytesIO(request.body), "wsgi.errors": sys.stderr,
        "wsgi.multithread": False, "wsgi.multiprocess": False, "wsgi.run_once": False,
    }
    for name, value in request.headers:
        key = name.upper().replace("-", "_")
        environ[key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else "HTTP_" + key] = value
    return environ


def check_status(status: object) -> None:
    if _type(status) is not _str:
        raise ProtocolError("the status is %r: WSGI asks for a str such as '200 OK'" % (status,))
    code, space, _ = status.partition(" ")
    if _len(code) != 3 or not code.isdigit() or not space or code < "100":
        raise ProtocolError("the status is %r: WSGI asks for three digits, a space and a reason" % status)


def check_headers(headers: object) -> None:
    if _type(headers) is not _list:
        raise ProtocolError("the headers are a %s: WSGI asks for a list" % _type(headers).__name__)
    for item in headers:
        if _type(item) is not _tuple or _len(item) != 2:
            raise ProtocolError("the header %r is no tuple of name and value" % (item,))
        name, value = item
        if not isinstance(name, _str) or not isinstance(value, _str):
            raise ProtocolError("the header %r: name and value must be str" % (item,))
        if not name or any(sign in name for sign in " :_\r\n\t") or name.lower() == "status":
            raise ProtocolError("%r is no name of a header" % name)
        if any(sign < " " and sign != "\t" or sign > "\xff" or sign == "\x7f" for sign in value):
            raise ProtocolError("the header %s has a sign that HTTP forbids: %r" % (name, value))
        if name.lower() in HOP_BY_HOP:
            raise ProtocolError("the header %s is the server's to send" % name)


class Exchange:
    """One request and what the application makes of it."""

    def __init__(self, app: object, request: Request, address: str, most: "int | None") -> None:
        self.app = app
        self.request = request
        self.environ = environ_of(request, address)
        self.most = most  # chunks after which the client hangs up
        self.status = ""
        self.pairs = None
        self.chunks: list = []
        self.size = 0
        self.fault = None  # the first breach of the protocol

    def fail(self, text: str, *args: object) -> None:
        raise ProtocolError(text % args if args else text)

    def start_response(self, *args: object, **kwargs: object) -> object:
        try:
            return self.start(*args, **kwargs)
        except ProtocolError as fault:
            self.fault = self.fault or fault
            raise

    def start(self, *args: object, **kwargs: object) -> object:
        if kwargs or _len(args) not in (2, 3):
            self.fail("start_response takes status, headers and perhaps exc_info, by position")
        status, headers, exc_info = args if _len(args) == 3 else (*args, None)
        check_status(status)
        check_headers(headers)
        if self.pairs is not None and not exc_info:
            self.fail("start_response was called twice; only a call with exc_info may follow the first")
        if exc_info and self.chunks:
            try:
                raise exc_info[1].with_traceback(exc_info[2])
            finally:
                exc_info = None
        self.status, self.pairs = status, _list(headers)
        return self.write

    def write(self, data: object) -> None:
        """What start_response returns, for applications of old."""
        try:
            self.take(data, "write() was given")
        except ProtocolError as fault:
            self.fault = self.fault or fault
            raise

    def take(self, data: object, words: str) -> None:
        if _type(data) is not _bytes:
            hint = ": encode it" if isinstance(data, _str) else ""
            self.fail("%s a %s, not bytes%s", words, _type(data).__name__, hint)
        if data and self.pairs is None:
            self.fail("the body begins before start_response was called")
        if not data:
            return
        self.size += _len(data)
        if self.size > BODY:
            self.fail("the body is larger than %d MiB", BODY // 1024**2)
        self.chunks.append(data)

    def over(self) -> bool:
        """Whether the client has heard enough."""
        return self.most is not None and _len(self.chunks) >= self.most

    def run(self) -> Response:
        body = self.app(self.environ, self.start_response)
        try:
            self.read(body)
        finally:
            close = getattr(body, "close", None)
            if close is not None:
                close()
        if self.fault is not None:
            raise self.fault
        return self.response()

    def read(self, body: object) -> None:
        if isinstance(body, (_str, _bytes)):
            self.fail("the application returned %s: WSGI asks for an iterable of bytes, such as "
                      "a list with one item", "a str" if isinstance(body, _str) else "bytes themselves")
        try:
            parts = iter(body)
        except TypeError:
            self.fail("the application returned %s: WSGI asks for an iterable of bytes",
                      "None" if body is None else "a " + _type(body).__name__)
        while not self.over():
            try:
                data = next(parts)
            except StopIteration:
                break
            self.take(data, "the body has")

    def response(self) -> Response:
        if self.pairs is None:
            self.fail("the application ended without calling start_response")
        status, _, reason = self.status.partition(" ")
        method = self.request.method
        if not self.over():
            web.check_length(self.pairs, method, int(status), self.size)
        chunks = [] if web.bodiless(method, int(status)) else self.chunks
        return Response(int(status), reason, self.pairs, chunks)


class Client(web.Client):
    """A client of one WSGI application. One request after another, as a server with one worker."""

    def request(self, method: str, path: str, *, follow: "bool | None" = None,
                hang_up_after: "int | None" = None, **more: object) -> Response:
        request = self.prepared(method, path, **more)
        history: list = []
        while True:
            response = self.exchange(request, hang_up_after)
            response.history = history
            following = None
            if self.follow if follow is None else follow:
                following = self.redirected(request, response)
            if following is None:
                return response
            history = [*history, response.status]
            request = following

    def exchange(self, request: Request, most: "int | None") -> Response:
        since = time.monotonic()
        exchange = Exchange(self.app, request, self.address, most)
        try:
            response = exchange.run()
        except ProtocolError:
            raise
        except _Exception:
            if self.raises:
                raise
            response = web.internal_error()
        return self.finished(request, response, since)


def make(app: object, case: object) -> Client:
    """The case's own client. Called by steps.py."""
    return Client(app)
