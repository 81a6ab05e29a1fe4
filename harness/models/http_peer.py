"""The other ends of a server under test: one client, and upstreams, in one poll loop without threads.
For models that run a real server; its answers are data, bounded here."""

import os
import select
import socket

MOST = 4 << 20  # bytes of one message
PATIENCE = 10_000  # milliseconds without any event
_REASONS = {200: "OK", 201: "Created", 204: "No Content", 301: "Moved Permanently", 302: "Found", 304: "Not Modified",
            400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found",
            500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable"}


class Response:
    """An answer. `status` is 0 where the connection was closed without one; names of headers are in
    lower case."""

    def __init__(self, raw: bytes) -> None:
        head, _, body = raw.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        parts = lines[0].split(" ", 2)
        self.status = int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else 0
        self.headers = _headers(lines[1:])
        if self.headers.get("transfer-encoding") == "chunked":
            body = _unchunked(body)
        self.body = body.decode("utf-8", "replace")


def _headers(lines: list) -> dict:
    found: dict = {}
    for line in lines:
        name, _, value = line.partition(":")
        name, value = name.strip().lower(), value.strip()
        found[name] = found[name] + ", " + value if name in found else value
    return found


def _unchunked(data: bytes) -> bytes:
    out = []
    while data:
        size, _, data = data.partition(b"\r\n")
        try:
            length = int(size.split(b";")[0], 16)
        except ValueError:
            break
        if length == 0:
            break
        out.append(data[:length])
        data = data[length + 2:]
    return b"".join(out)


class Upstream:
    """What the case plays: `replies` (dicts of status, headers, body) are given in turn, the last of them
    for ever; body, status and headers make one. `down` drops every connection without an answer."""

    def __init__(self, name: str, listener: socket.socket, more: dict) -> None:
        unknown = set(more) - {"body", "status", "headers", "replies", "down"}
        if unknown:
            raise TypeError("an upstream has no '%s'" % sorted(unknown)[0])
        self.name = name
        self.down = bool(more.pop("down", False))
        self.replies = list(more.pop("replies", ())) or [more]
        self.requests: list = []  # {"method", "path", "version", "headers", "body"}
        self._listener = listener

    @property
    def paths(self) -> list:
        return [one["path"] for one in self.requests]

    @property
    def count(self) -> int:
        return len(self.requests)

    def header(self, name: str) -> "str | None":
        """A header of the last request."""
        return self.requests[-1]["headers"].get(name.lower()) if self.requests else None

    def _answer(self) -> bytes:
        reply = self.replies[min(len(self.requests), len(self.replies)) - 1]
        status = reply.get("status", 200)
        body = str(reply.get("body", "from %s\n" % self.name)).encode()
        headers = {"Content-Type": "text/plain", "Content-Length": str(len(body)), "Connection": "close"}
        headers.update(reply.get("headers", {}))
        lines = ["HTTP/1.1 %d %s" % (status, _REASONS.get(status, "Status"))]
        for name, value in headers.items():
            for one in value if isinstance(value, list) else [value]:
                lines.append("%s: %s" % (name, one))
        return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + (b"" if status in (204, 304) else body)


def _whole(data: bytes) -> "int | None":
    """The length of the request that `data` begins with; None while something of it is missing."""
    head, end, body = data.partition(b"\r\n\r\n")
    if not end:
        return None
    headers = _headers(head.decode("latin-1").split("\r\n")[1:])
    if headers.get("transfer-encoding") == "chunked":
        at = body.find(b"0\r\n\r\n")
        return None if at < 0 else len(head) + 4 + at + 5
    length = headers.get("content-length", "0")
    needed = len(head) + 4 + (int(length) if length.isdigit() else 0)
    return needed if len(data) >= needed else None


class Network:
    def __init__(self) -> None:
        self.upstreams: dict = {}
        self._poll = select.poll()
        self._listeners: dict = {}  # descriptor -> Upstream
        self._connections: dict = {}  # descriptor -> [socket, Upstream, received]

    def upstream(self, address: str, name: str, more: dict) -> Upstream:
        if name in self.upstreams:
            raise ValueError("there is an upstream '%s' already" % name)
        if address.startswith("unix:"):
            listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            os.makedirs(os.path.dirname(os.path.realpath(address[5:])), exist_ok=True)
            listener.bind(address[5:])
        else:
            host, _, port = address.rpartition(":")
            family = socket.AF_INET6 if host.startswith("[") else socket.AF_INET
            listener = socket.socket(family, socket.SOCK_STREAM)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((host.strip("[]"), int(port)))
        listener.listen(64)
        listener.setblocking(False)
        made = Upstream(name, listener, dict(more))
        self.upstreams[name] = made
        self._listeners[listener.fileno()] = made
        self._poll.register(listener, select.POLLIN)
        return made

    def request(self, method: str, path: str, more: dict) -> Response:
        unknown = set(more) - {"host", "port", "headers", "client", "version", "body"}
        if unknown:
            raise TypeError("a request has no '%s'" % sorted(unknown)[0])
        body = str(more.get("body", "")).encode()
        version = more.get("version", "1.1")
        headers = {"Host": more.get("host", "localhost"), "Connection": "close"}
        if body or method in ("POST", "PUT", "PATCH"):
            headers["Content-Length"] = str(len(body))
        headers.update(more.get("headers", {}))
        lines = ["%s %s HTTP/%s" % (method, path, version)]
        lines += ["%s: %s" % pair for pair in headers.items() if pair[1] is not None]
        data = "\r\n".join(lines).encode("utf-8") + b"\r\n\r\n" + body
        client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            if "client" in more:
                client.bind((more["client"], 0))
            try:
                client.connect(("127.0.0.1", more.get("port", 80)))
            except OSError:
                raise ConnectionRefusedError("nobody listens on port %d" % more.get("port", 80)) from None
            client.setblocking(False)
            return Response(self._exchange(client, data))
        finally:
            client.close()

    def _exchange(self, client: socket.socket, data: bytes) -> bytes:
        """Sends and receives until the other end closes, and serves the upstreams meanwhile."""
        received, mine = bytearray(), client.fileno()
        self._poll.register(mine, select.POLLIN | select.POLLOUT)
        try:
            while True:
                events = self._poll.poll(PATIENCE)
                if not events:
                    raise TimeoutError("no answer in %d seconds" % (PATIENCE // 1000))
                for fd, event in events:
                    if fd != mine:
                        self._serve(fd)
                        continue
                    if data and event & select.POLLOUT:
                        data = self._send(client, data)
                    if event & (select.POLLIN | select.POLLHUP | select.POLLERR):
                        chunk = _receive(client)
                        received += chunk or b""
                        if chunk == b"" or len(received) > MOST:
                            return bytes(received)
        finally:
            self._poll.unregister(mine)

    def _send(self, client: socket.socket, data: bytes) -> bytes:
        try:
            data = data[client.send(data):]
        except BlockingIOError:
            return data
        except OSError:  # it has shut its end, and may have answered before
            data = b""
        if not data:
            self._poll.modify(client.fileno(), select.POLLIN)
        return data

    def _serve(self, fd: int) -> None:
        if fd in self._listeners:
            try:
                made, _ = self._listeners[fd]._listener.accept()
            except OSError:
                return
            if self._listeners[fd].down:
                made.close()
                return
            made.setblocking(False)
            self._connections[made.fileno()] = [made, self._listeners[fd], b""]
            self._poll.register(made, select.POLLIN)
        elif fd in self._connections:
            self._read_request(fd)

    def _read_request(self, fd: int) -> None:
        made, upstream, data = self._connections[fd]
        chunk = _receive(made)
        if chunk is None:
            return
        data += chunk
        self._connections[fd][2] = data
        if chunk and _whole(data) is None and len(data) < MOST:
            return
        if _whole(data) is not None:
            upstream.requests.append(_request(data[:_whole(data)]))
            made.setblocking(True)
            try:
                made.sendall(upstream._answer())
            except OSError:
                pass
        self._poll.unregister(fd)
        del self._connections[fd]
        made.close()


def _receive(sock: socket.socket) -> "bytes | None":
    """b"" at the end, None where there is nothing yet."""
    try:
        return sock.recv(65536)
    except BlockingIOError:
        return None
    except OSError:
        return b""


def _request(data: bytes) -> dict:
    head, _, body = data.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    method, path, version = (lines[0].split(" ") + ["", "", ""])[:3]
    headers = _headers(lines[1:])
    if headers.get("transfer-encoding") == "chunked":
        body = _unchunked(body)
    return {"method": method, "path": path, "version": version, "headers": headers,
            "body": body.decode("utf-8", "replace")}
