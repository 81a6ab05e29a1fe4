"""What the drivers of web applications share: requests, responses, cookies, the client's methods.

Loaded in the cell for the kinds `wsgi` and `asgi`; used by steps in case processes. `grade help kinds`
documents what a step may call.
"""

import json
import sys
import time
from base64 import b64encode
from http import HTTPStatus
from urllib.parse import quote, quote_plus, unquote_to_bytes, urlencode, urljoin, urlsplit

from . import encode
from .web_cookies import Cookie, Jar, read_cookie

_type = type
_loads = json.loads
_dumps = json.dumps

BODY = 8 * 1024 * 1024  # bytes of a response
REDIRECTS = 10
BODILESS = (204, 304)  # and 1xx
REDIRECTED = (301, 302, 303, 307, 308)
PATH_SAFE = "/%:@!$&'()*+,;=~-._"


class ProtocolError(RuntimeError):
    """The application does not keep to WSGI or ASGI."""


class Headers(dict):
    """Names in lower case, to values; asked for in any. Repeated ones are joined by commas."""

    def __init__(self, pairs: object = ()) -> None:
        self.pairs = [(name.lower(), value) for name, value in pairs]
        for name, value in self.pairs:
            dict.__setitem__(self, name, self[name] + ", " + value if name in self else value)

    def __getitem__(self, name: str) -> str:
        return dict.__getitem__(self, name.lower())

    def __contains__(self, name: object) -> bool:
        return dict.__contains__(self, name.lower())

    def get(self, name: str, default: object = None) -> object:
        return dict.get(self, name.lower(), default)

    def all(self, name: str) -> list:
        """Every value of a header, as many as were sent."""
        return [value for key, value in self.pairs if key == name.lower()]


class Response:
    """What came back. `$attrs` and steps see: status, reason, headers, body, cookies, url, history
    (the statuses of redirects that were followed), seconds."""

    def __init__(self, status: int, reason: str, pairs: list, chunks: list) -> None:
        self.status = status
        self.reason = reason
        self.headers = Headers(pairs)
        self.chunks = chunks
        self.body = b"".join(chunks)
        self.cookies: dict = {}
        self.url = ""
        self.history: list = []
        self.seconds = 0

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def text(self) -> str:
        """The body, decoded by the charset of its Content-Type: UTF-8 where there is none."""
        charset = "utf-8"
        for part in self.headers.get("content-type", "").split(";")[1:]:
            name, _, value = part.strip().partition("=")
            if name.lower() == "charset":
                charset = value.strip('"')
        return self.body.decode(charset)

    def json(self) -> object:
        """The body as JSON."""
        try:
            return _loads(self.body)
        except ValueError:
            raise ValueError("the body of the response (status %d, %s) is no JSON: %s" % (
                self.status, self.media_type or "no content type", shown(self.body))) from None

    def brief(self) -> list:
        """[status, content]: what the JSON says, else the text, else the bytes; None where empty."""
        kind = self.media_type
        if not self.body:
            return [self.status, None]
        if kind == "application/json" or kind[-5:] == "+json":
            return [self.status, self.json()]
        try:
            return [self.status, self.text]
        except (UnicodeDecodeError, LookupError):
            return [self.status, self.body]

    def __repr__(self) -> str:
        return "<Response %d %s %s>" % (self.status, self.media_type, shown(self.body))


def shown(body: bytes) -> str:
    text = repr(body[:60].decode("utf-8", "replace"))
    return text + "..." if len(body) > 60 else text


# Requests --------------------------------------------------------------------------------------


class Request:
    """One request as it goes to the application: text is latin-1 from here on, as in HTTP."""

    def __init__(self, method: str, url: str, headers: list, chunks: list) -> None:
        parts = urlsplit(url)
        self.method = method.upper()
        self.url = url
        self.scheme = parts.scheme
        self.host = parts.netloc.rpartition("@")[2]
        self.raw_path = quote(parts.path or "/", safe=PATH_SAFE)
        self.path = unquote_to_bytes(self.raw_path)
        self.query = quote(parts.query, safe=PATH_SAFE + "?/[]")
        self.headers = headers  # (name in lower case, value) in order
        self.chunks = chunks

    @property
    def body(self) -> bytes:
        return b"".join(self.chunks)

    @property
    def port(self) -> int:
        given = self.host.rpartition(":")[2]
        return int(given) if given.isdigit() else {"https": 443, "wss": 443}.get(self.scheme, 80)

    @property
    def target(self) -> str:
        return self.raw_path + ("?" + self.query if self.query else "")


def pairs_of(values: object) -> list:
    """Of a dict, whose values may be lists, or of pairs as they are."""
    found = []
    for name, value in values.items() if isinstance(values, dict) else values:
        several = value if isinstance(value, (list, tuple)) else [value]
        found += [(name, str(one)) for one in several]
    return found


def multipart(fields: list, files: dict) -> tuple:
    """(content type, body) of a form with files: {field: bytes, or (name, content[, type])}."""
    parts = []
    for name, value in fields:
        head = 'Content-Disposition: form-data; name="%s"\r\n\r\n' % name
        parts.append(head.encode() + str(value).encode() + b"\r\n")
    for field, given in files.items():
        given = given if isinstance(given, tuple) else (field, given)
        name, content = given[:2]
        kind = given[2] if len(given) > 2 else "application/octet-stream"
        head = 'Content-Disposition: form-data; name="%s"; filename="%s"\r\nContent-Type: %s\r\n\r\n'
        content = content.encode() if isinstance(content, str) else content
        parts.append((head % (field, name, kind)).encode() + content + b"\r\n")
    boundary = "grade-boundary"
    while any(boundary.encode() in part for part in parts):
        boundary += "-"
    lines = [b"--" + boundary.encode() + b"\r\n" + part for part in parts]
    kind = "multipart/form-data; boundary=" + boundary
    return kind, b"".join(lines) + b"--" + boundary.encode() + b"--\r\n"


NOTHING = object()


def content(json: object, data: object, files: object) -> tuple:
    """(content type or None, chunks) of what a request carries."""
    if json is not NOTHING:
        return "application/json", [_dumps(json).encode()]
    if files:
        kind, body = multipart(pairs_of(data or {}), files)
        return kind, [body]
    if data is None:
        return None, []
    if isinstance(data, dict):
        return "application/x-www-form-urlencoded", [urlencode(pairs_of(data)).encode()]
    if isinstance(data, (list, tuple)):
        return None, [encoded(chunk) for chunk in data]
    return None, [encoded(data)]


def encoded(data: object) -> bytes:
    return data.encode() if isinstance(data, str) else bytes(data)


# The client ------------------------------------------------------------------------------------


class Client:
    """What the clients of both protocols have in common. `request` is the protocol's own: for ASGI
    it is a coroutine function, and so is what the short forms return."""

    def __init__(self, app: object, *, base: str = "http://localhost", headers: object = None,
                 address: str = "127.0.0.1", raises: bool = True, follow: bool = False) -> None:
        if not callable(app):
            raise TypeError("an application is called; %s cannot be" % _type(app).__name__)
        self.app = app
        self.base = base
        self.headers = dict(headers or {})
        self.address = address
        self.raises = raises
        self.follow = follow
        self.cookies = Jar()

    def get(self, path: str, **more: object) -> object:
        return self.request("GET", path, **more)

    def head(self, path: str, **more: object) -> object:
        return self.request("HEAD", path, **more)

    def post(self, path: str, **more: object) -> object:
        return self.request("POST", path, **more)

    def put(self, path: str, **more: object) -> object:
        return self.request("PUT", path, **more)

    def patch(self, path: str, **more: object) -> object:
        return self.request("PATCH", path, **more)

    def delete(self, path: str, **more: object) -> object:
        return self.request("DELETE", path, **more)

    def options(self, path: str, **more: object) -> object:
        return self.request("OPTIONS", path, **more)

    # what the protocols' own clients use

    def prepared(self, method: str, path: str, *, params: object = None, headers: object = None,
                 json: object = NOTHING, data: object = None, files: object = None,
                 auth: object = None) -> Request:
        url = urljoin(self.base, path)
        if params:
            url += ("&" if "?" in url else "?") + urlencode(pairs_of(params), quote_via=quote_plus)
        kind, chunks = content(json, data, files)
        request = Request(method, url, [], chunks)
        wanted = {"host": request.host}
        if kind:
            wanted["content-type"] = kind
        if chunks or request.method in ("POST", "PUT", "PATCH"):
            wanted["content-length"] = str(len(request.body))
        if auth:
            wanted["authorization"] = "Basic " + b64encode(":".join(auth).encode()).decode()
        jar = self.cookies.header(request.path.decode("latin-1"), request.scheme in ("https", "wss"))
        if jar:
            wanted["cookie"] = jar
        for name, value in {**self.headers, **dict(headers or {})}.items():
            wanted[name.lower()] = str(value)
        request.headers = list(wanted.items())
        return request

    def finished(self, request: Request, response: Response, since: float) -> Response:
        """Notes in the response what is known of the request, and keeps its cookies."""
        response.url = request.target
        response.seconds = round(time.monotonic() - since, 9)
        for line in response.headers.all("set-cookie"):
            cookie = read_cookie(line)
            response.cookies[cookie.name] = cookie
            self.cookies.store(cookie, request.path.decode("latin-1"), time.time())
        return response

    def redirected(self, request: Request, response: Response) -> "Request | None":
        """The request that a redirect asks for."""
        if response.status not in REDIRECTED or "location" not in response.headers:
            return None
        if len(response.history) >= REDIRECTS:
            raise ProtocolError("more than %d redirects, the last to %s" % (
                REDIRECTS, response.headers["location"]))
        url = urljoin(request.url, response.headers["location"])
        if response.status in (307, 308):
            kind = dict(request.headers).get("content-type")
            again = {"content-type": kind} if kind else {}
            return self.prepared(request.method, url, data=request.chunks or None, headers=again)
        method = "HEAD" if request.method == "HEAD" else "GET"
        return self.prepared(method, url)


def reason_of(status: int) -> str:
    """What a server writes behind the status."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def bodiless(method: str, status: int) -> bool:
    return method == "HEAD" or status in BODILESS or 100 <= status < 200


def check_length(pairs: list, method: str, status: int, size: int) -> None:
    """Whether Content-Length, where it is sent, says how long the body is."""
    for name, value in pairs:
        if name.lower() == "content-length" and not bodiless(method, status):
            if not value.isdigit() or int(value) != size:
                raise ProtocolError("Content-Length says %s, and the body has %d bytes" % (
                    shown(value.encode("latin-1", "replace")), size))


def internal_error() -> Response:
    """What a server sends where an application has raised."""
    pairs = [("content-type", "text/plain; charset=utf-8")]
    return Response(500, "Internal Server Error", pairs, [b"Internal Server Error"])


def make_app(namespace: dict, spec: str) -> object:
    """"app" by its name, or what "create_app()" returns."""
    if spec[-2:] == "()":
        return namespace[spec[:-2]]()
    return namespace[spec]


encode.plain[id(Headers)] = dict
encode.plain[id(Jar)] = Jar.named


def publish(*kinds: type) -> None:
    """Gives classes the name by which cases know them: `grade.Response`."""
    for kind in kinds:
        kind.__module__ = "grade"
        setattr(published, kind.__name__, kind)


published = sys.modules["grade"] = type(sys)("grade")
publish(Headers, Response, Cookie, Jar, ProtocolError)
