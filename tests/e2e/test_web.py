"""Kinds `wsgi` and `asgi`: what a client sends and gets, on the virtual clock, and what an application does
wrong, with applications that need nothing but the standard library; and Flask, FastAPI and Django where they
are installed."""

import json
import subprocess
import sys

import grader

sys.path.insert(0, str(grader.SOURCE))

from harness import web_asgi, web_socket, web_wsgi  # noqa: E402


def installed(module: str) -> bool:
    command = ["/usr/bin/python3", "-c", "import importlib.util as u, sys; sys.exit(not u.find_spec(sys.argv[1]))"]
    return subprocess.run([*command, module]).returncode == 0


class Web(grader.Test):
    def grade(self, kind: str, source: str, cases: list, mode: str = "plain", **problem: object) -> dict:
        """The cases of the report by name."""
        solution = {"kind": kind, "file": "app.py", **problem.pop("solution", {})}
        package = self.package(cases, solution=solution, **problem)
        self.run_made = grader.report(package, self.write("app.py", source), mode=mode)
        return {case["name"]: case for case in self.run_made.report["cases"]}

    def assertPasses(self, *args: object, **more: object) -> None:
        cases = self.grade(*args, **more)
        self.assertEqual({name: "pass" for name in cases}, {name: case["verdict"] for name, case in cases.items()},
                         str(self.run_made))

    def assertFails(self, case: dict, verdict: str, words: str) -> None:
        self.assertEqual(verdict, case["verdict"], str(self.run_made))
        said = json.dumps(case["failures"][0])
        self.assertIn(json.dumps(words)[1:-1], said)
        self.assertNotIn("harness/", said)

    def check_faults(self, kind: str, faults: list) -> None:
        """(name, body of the application, verdict, what is said); each by a request of its own."""
        parts = [APPS[kind]]
        for number, (_, body, _, _) in enumerate(faults):
            lines = "\n".join("    " + line for line in body.splitlines())
            parts.append(HEADS[kind] % number + lines + "\n")
        call = {"wsgi": "client.get('/%d').brief()", "asgi": "(await client.get('/%d')).brief()"}[kind]
        cases = self.grade(kind, "".join(parts), [{"name": name, "eval": call % number, "returns": "?"}
                                                  for number, (name, *_) in enumerate(faults)])
        for name, _, verdict, words in faults:
            with self.subTest(name):
                self.assertFails(cases[name], verdict, words)


HEADS = {"wsgi": "def app_%d(environ, start_response):\n", "asgi": "async def app_%d(scope, receive, send):\n"}
APPS = {"wsgi": """
def app(environ, start_response):
    return globals()['app_' + environ['PATH_INFO'][1:]](environ, start_response)
OK = '200 OK', [('Content-Type', 'text/plain')]
""", "asgi": """
import asyncio
async def app(scope, receive, send):
    if scope['type'] == 'http':
        await globals()['app_' + scope['path'][1:]](scope, receive, send)
START = {'type': 'http.response.start', 'status': 200, 'headers': [(b'content-type', b'text/plain')]}
BODY = {'type': 'http.response.body', 'body': b'x'}
"""}

WSGI_FAULTS = [
    ("text", "start_response(*OK)\nreturn ['x']", "error", "the body has a str, not bytes: encode it"),
    ("a str", "start_response(*OK)\nreturn 'x'", "error", "the application returned a str"),
    ("bytes", "start_response(*OK)\nreturn b'x'", "error", "the application returned bytes themselves"),
    ("nothing", "start_response(*OK)", "error", "the application returned None: WSGI asks for an iterable"),
    ("no start", "return [b'x']", "error", "the body begins before start_response was called"),
    ("no start, no body", "return []", "error", "ended without calling start_response"),
    ("started twice", "start_response(*OK)\nstart_response(*OK)\nreturn []", "error", "start_response was called twice"),
    ("swallowed", "start_response(*OK)\ntry: start_response(*OK)\nexcept Exception: pass\nreturn [b'x']", "error",
     "start_response was called twice"),
    ("an int", "start_response(200, [])\nreturn []", "error", "the status is 200"),
    ("no reason", "start_response('200', [])\nreturn []", "error", "the status is '200'"),
    ("a dict", "start_response('200 OK', {'a': 'b'})\nreturn []", "error", "the headers are a dict"),
    ("a list in it", "start_response('200 OK', [['a', 'b']])\nreturn []", "error", "is no tuple of name and value"),
    ("an int in it", "start_response('200 OK', [('a', 1)])\nreturn []", "error", "name and value must be str"),
    ("splits", "start_response('200 OK', [('a', 'b\\r\\nc: d')])\nreturn []", "error", "has a sign that HTTP forbids"),
    ("hop by hop", "start_response('200 OK', [('Connection', 'close')])\nreturn []", "error", "is the server's to send"),
    ("too long", "start_response('200 OK', [('Content-Length', '1')])\nreturn [b'ab']", "error",
     "Content-Length says '1', and the body has 2 bytes"),
    ("endless", "start_response(*OK)\nreturn iter(lambda: b'x' * 2**20, b'')", "error", "the body is larger than 8 MiB"),
    ("raises", "return {}['x']", "error", "KeyError: 'x'"),
    ("raises late", "start_response(*OK)\nyield b'x'\nyield {}['x']", "error", "KeyError: 'x'"),
    ("exits", "import os\nos._exit(0)", "exited", "no answer"),
    ("asks for a socket", "import socket\nsocket.socket()", "violation", "socket(AF_INET, SOCK_STREAM, 0)"),
]

ASGI_FAULTS = [
    ("started twice", "await send(START)\nawait send(START)", "error", "'http.response.start' was sent twice"),
    ("swallowed", "await send(START)\ntry: await send(START)\nexcept Exception: pass\nawait send(BODY)", "error",
     "was sent twice"),
    ("no start", "await send(BODY)", "error", "was sent before 'http.response.start'"),
    ("no response", "pass", "error", "the application ended without a response"),
    ("no end", "await send(START)\nawait send({**BODY, 'more_body': True})", "error", "before its response was complete"),
    ("after the end", "await send(START)\nawait send(BODY)\nawait send(BODY)", "error", "after the response was complete"),
    ("text", "await send(START)\nawait send({**BODY, 'body': 'x'})", "error", "the body is a str, not bytes: encode it"),
    ("a str", "await send({**START, 'status': '200'})", "error", "the status is '200'"),
    ("text in headers", "await send({**START, 'headers': [('a', 'b')]})", "error", "name and value must be bytes"),
    ("too long", "await send({**START, 'headers': [(b'content-length', b'1')]})\nawait send({**BODY, 'body': b'ab'})",
     "error", "Content-Length says '1', and the body has 2 bytes"),
    ("another message", "await send({'type': 'websocket.accept'})", "error", "is no message that answers a request"),
    ("no dict", "await send('x')", "error", "ASGI asks for a dict with a type"),
    ("raises", "{}['x']", "error", "KeyError: 'x'"),
    ("raises late", "await send(START)\nawait send({**BODY, 'more_body': True})\n{}['x']", "error", "KeyError: 'x'"),
    ("never answers", "await asyncio.Event().wait()", "deadlock", "nothing can wake any of them"),
    ("never goes on", "await send(START)\nawait asyncio.Event().wait()", "deadlock", "nothing can wake any of them"),
    ("listens for ever", "while True: await receive()", "deadlock", "nothing can wake any of them"),
    ("endless", "await send(START)\nwhile True: await send({**BODY, 'body': b'x' * 2**20, 'more_body': True})", "error",
     "the body is larger than 8 MiB"),
]


class Wsgi(Web):
    def test_faults(self) -> None:
        self.check_faults("wsgi", WSGI_FAULTS)

    ECHO = """
import json
closed = []
class Body(list):
    def close(self): closed.append(1)
def app(environ, start_response):
    path = environ['PATH_INFO']
    seen = {key: value for key, value in environ.items() if isinstance(value, str)}
    seen['body'] = environ['wsgi.input'].read().decode('latin-1')
    headers = [('Content-Type', 'application/json'), ('X-Many', 'a'), ('X-Many', 'b')]
    if path == '/old':
        start_response('200 OK', [('Content-Type', 'text/plain; charset=latin-1')])(b'\\xe9')
        return []
    if path == '/mend':
        start_response('200 OK', [])
        try: 1 / 0
        except ZeroDivisionError:
            import sys
            start_response('500 Oh No', [('Content-Type', 'text/html')], sys.exc_info())
        return [b'oh']
    if path.startswith('/to/'):
        start_response(path[4:7] + ' Go', [('Location', path[7:] or '/')])
        return []
    if path == '/loop':
        start_response('302 Go', [('Location', '/loop')])
        return []
    if path == '/empty':
        start_response('204 No Content', [('Content-Type', 'text/plain')])
        return [b'dropped']
    if path == '/boom':
        raise LookupError('boom')
    if path == '/stream':
        start_response('200 OK', [('Content-Length', '99')])
        return (b'%d' % i for i in range(99))
    start_response('200 OK', headers)
    return Body([json.dumps(seen).encode()])
"""

    def test_client(self) -> None:
        def case(source: str, returns: object) -> dict:
            return {"name": source, "eval": source, "returns": returns}

        def raising(source: str, **raises: object) -> dict:
            return {"name": source, "eval": source, "raises": raises}

        seen = "client.{}.json()[{!r}]".format
        self.assertPasses("wsgi", self.ECHO, [
            case(seen("get('/a%20b/%E2%82%AC?q=1')", "PATH_INFO"), "/a b/\u00e2\u0082\u00ac"),
            case(seen("get('/\u20ac b')", "PATH_INFO"), "/\u00e2\u0082\u00ac b"),
            case(seen("get('/?q=1', params={'r': ['a b', '&'], 's': 2})", "QUERY_STRING"), "q=1&r=a+b&r=%26&s=2"),
            case(seen("request('purge', '/')", "REQUEST_METHOD"), "PURGE"),
            case("[getattr(client, name)('/').json()['REQUEST_METHOD'] for name in "
                 "('get', 'post', 'put', 'patch', 'delete', 'options')]",
                 ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]),
            case("(client.head('/').body, client.head('/').headers['content-TYPE'])",
                 {"$tuple": [{"$bytes": ""}, "application/json"]}),
            case(seen("post('/', json={'a': None})", "body"), '{"a": null}'),
            case(seen("post('/', json=None)", "body"), "null"),
            case(seen("post('/', json=[1])", "CONTENT_TYPE"), "application/json"),
            case(seen("post('/', data={'a': ['1', '2'], 'b': 'x y'})", "body"), "a=1&a=2&b=x+y"),
            case(seen("post('/', data='\u00e9')", "CONTENT_LENGTH"), "2"),
            case(seen("post('/', data=[b'ab', 'c'])", "body"), "abc"),
            case(seen("post('/')", "CONTENT_LENGTH"), "0"),
            case("'CONTENT_LENGTH' in client.get('/').json()", False),
            case(seen("post('/', data={'n': 1}, files={'f': ('a.txt', 'hi', 'text/plain')})", "body"),
                 '--grade-boundary\r\nContent-Disposition: form-data; name="n"\r\n\r\n1\r\n--grade-boundary\r\n'
                 'Content-Disposition: form-data; name="f"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nhi\r\n'
                 '--grade-boundary--\r\n'),
            case(seen("get('/', headers={'X-Y': 1, 'accept': 'a'})", "HTTP_X_Y"), "1"),
            case(seen("get('/', auth=('ann', 'p'))", "HTTP_AUTHORIZATION"), "Basic YW5uOnA="),
            case("client.get('/').headers", {"content-type": "application/json", "x-many": "a, b"}),
            case("client.get('/').headers.all('X-Many')", ["a", "b"]),
            case("client.get('/old').brief()", [200, "\u00e9"]),
            case("[client.get('/mend').brief(), client.get('/mend').reason]", [[500, "oh"], "Oh No"]),
            case("client.get('/empty').brief()", [204, None]),
            case("client.get('/to/302/x').brief()", [302, None]),
            case("(lambda r: [r.history, r.url, r.json()['REQUEST_METHOD']])(client.post('/to/302/x?y', follow=True))",
                 [[302], "/x", "GET"]),
            case("[client.put('/to/%d/x' % code, data='b', follow=True).json()['body'] for code in (303, 307, 308)]",
                 ["", "b", "b"]),
            raising("client.get('/loop', follow=True)", type="grade.ProtocolError", match="redirects"),
            case("Client(app, follow=True).get('/to/301/x').history", [301]),
            raising("client.get('/boom')", type="LookupError", args=["boom"]),
            case("Client(app, raises=False).get('/boom').brief()", [500, "Internal Server Error"]),
            case("client.get('/stream', hang_up_after=3).chunks", [{"$bytes": "0"}, {"$bytes": "1"}, {"$bytes": "2"}]),
            case("(client.get('/'), solution.closed)[1]", [1]),
            raising("client.get('/old').json()", type="ValueError", match="is no JSON"),
            case("(lambda e: [e['SERVER_NAME'], e['SERVER_PORT'], e['wsgi.url_scheme'], e['REMOTE_ADDR'], e['HTTP_HOST']])("
                 "Client(app, base='https://shop.test', address='10.0.0.9').get('/').json())",
                 ["shop.test", "443", "https", "10.0.0.9", "shop.test"]),
            raising("Client(5)", type="TypeError", match="int cannot be"),
        ])

    COOKIES = """
from http.cookies import SimpleCookie
def app(environ, start_response):
    headers = [('Content-Type', 'text/plain')]
    if environ['PATH_INFO'] == '/set':
        headers += [('Set-Cookie', line) for line in environ['QUERY_STRING'].replace('%20', ' ').split('&')]
    start_response('200 OK', headers)
    return [environ.get('HTTP_COOKIE', '-').encode()]
"""

    def test_cookies(self) -> None:
        def case(name: str, line: str, *then: tuple) -> dict:
            steps = [{"exec": f"client.get('/set?{line}')"}]
            return {"name": name, "steps": steps + [{"advance": after, "eval": source, "returns": returns}
                                                    for after, source, returns in then]}

        text = "client.get('{}').text".format
        self.assertPasses("wsgi", self.COOKIES, [
            case("kept", "a=1&b=x", (0, text("/"), "a=1; b=x"), (0, "dict(client.cookies)", {"a": "1", "b": "x"}),
                 (0, "client.cookies", {"a": "1", "b": "x"})),
            case("replaced", "a=1&a=2", (0, text("/"), "a=2")),
            case("max-age", "a=1; Max-Age=60", (59, text("/"), "a=1"), (1, text("/"), "-"), (0, "len(client.cookies)", 0)),
            case("expires", "a=1; Expires=Tue, 14 Nov 2023 22:14:20 GMT", (59, text("/"), "a=1"), (1, text("/"), "-")),
            case("deleted", "a=1&a=; Max-Age=0", (0, text("/"), "-")),
            case("path", "a=1; Path=/in", (0, text("/"), "-"), (0, text("/in"), "a=1"), (0, text("/in/x"), "a=1"),
                 (0, text("/inn"), "-")),
            case("longest path first", "a=1; Path=/&a=2; Path=/in", (0, text("/in"), "a=2; a=1")),
            case("secure", "a=1; Secure", (0, text("/"), "-"), (0, text("https://localhost/"), "a=1")),
            case("by hand", "a=1", (0, "client.cookies.__setitem__('a', 'forged') or client.get('/').text", "a=forged"),
                 (0, "client.cookies.__delitem__('a') or client.get('/').text", "-")),
            {"name": "attributes", "eval": "client.get('/set?a=1; HttpOnly; SameSite=Lax; Max-Age=9').cookies['a']",
             "returns": {"$attrs": {"value": "1", "httponly": True, "secure": False, "samesite": "Lax", "max_age": 9}}},
            {"name": "apart", "exec": ["other = Client(app)", "client.get('/set?a=1')"], "eval": "other.get('/').text",
             "returns": "-"},
        ])

    def test_factory(self) -> None:
        source = self.COOKIES.replace("def app(", "made = []\ndef create():\n    made.append(1)\n    return old\ndef old(")
        self.assertPasses("wsgi", source, [{"name": "made once", "eval": "[client.get('/').text, solution.made]",
                                            "returns": ["-", [1]]}], solution={"app": "create()"})

    def test_applications_that_are_none(self) -> None:
        cases = [{"name": "a", "eval": "client.get('/').text", "returns": "-"}]
        for source, more, words in (
            ("x = 1", {}, "app.py does not define app"), ("app = 5", {}, "an application is called; int cannot be"),
            ("def make(): return {}['x']", {"app": "make()"}, "making the application raised KeyError"),
            ("def make(): pass", {"app": "make()"}, "NoneType cannot be"),
            ("import grade\ngrade.Response.brief = 5\n1 / 0", {}, "importing the solution raised"),
        ):
            with self.subTest(source):
                self.assertFails(self.grade("wsgi", source, cases, solution=more)["a"], "error", words)


class Asgi(Web):
    def test_faults(self) -> None:
        self.check_faults("asgi", ASGI_FAULTS)

    def test_what_is_no_coroutine(self) -> None:
        cases = [{"name": "a", "eval": "(await client.get('/')).text", "returns": "-"}]
        case = self.grade("asgi", "def app(scope, receive, send): pass", cases)["a"]
        self.assertFails(case, "error", "the application returned None: ASGI asks for a coroutine function")

    APP = """
import asyncio, json, time
log = []
async def app(scope, receive, send):
    kind = scope['type']
    if kind == 'lifespan':
        while True:
            log.append((await receive())['type'])
            scope['state']['pool'] = 'ready'
            await asyncio.sleep(3)
            await send({'type': log[-1] + '.complete'})
            if log[-1] == 'lifespan.shutdown': return
    path = scope['path']
    body = b''
    more = True
    while more:
        message = await receive()
        body += b'|' + message.get('body', b'')
        more = message.get('more_body', False)
    async def answer(text, more=False):
        await send({'type': 'http.response.start', 'status': 200, 'headers': [(b'content-type', b'text/plain')]})
        await send({'type': 'http.response.body', 'body': text, 'more_body': more})
    if path == '/slow': await asyncio.sleep(2)
    if path == '/blocks': time.sleep(2)
    if path == '/thread': await asyncio.to_thread(time.sleep, 2)
    if path == '/later':
        await answer(b'ok')
        await asyncio.sleep(5)
        log.append('later')
        {}['x']
    elif path == '/stream':
        await answer(b'a', True)
        for chunk in (b'b', b'c'):
            await asyncio.sleep(1)
            await send({'type': 'http.response.body', 'body': chunk, 'more_body': True})
        log.append((await receive())['type'])
    elif path == '/wait':
        log.append((await receive())['type'])
    elif path == '/scope':
        seen = {key: value for key, value in scope.items() if isinstance(value, (str, int, tuple, list, dict))}
        seen['headers'] = [[name.decode(), value.decode()] for name, value in scope['headers']]
        await answer(json.dumps(seen).encode())
    elif path != '/none':
        await answer(body)
"""

    def test_requests(self) -> None:
        def case(name: str, source: str, returns: object, elapsed: "int | None" = None) -> dict:
            then = {} if elapsed is None else {"then": {"clock.elapsed": elapsed, "tasks.leaked": 0}}
            return {"name": name, "exec": ["import asyncio", "await client.open()"], "eval": source, "returns": returns,
                    **then}

        gather = "[r.seconds for r in await asyncio.gather(*(client.get('{}') for _ in range({})))]".format
        scope = "(await client.get('/scope?a=b', headers={'X-Y': 'z'})).json()"
        self.assertPasses("asgi", self.APP, [
            case("parallel", gather("/slow", 50), [2.0] * 50, 5),
            case("in turn where it blocks", gather("/blocks", 3), [6.0] * 3, 9),
            case("threads that are none", gather("/thread", 30), [2.0] * 30, 5),
            case("no more threads than there are", gather("/thread", 40), [2.0] * 32 + [4.0] * 8, 7),
            case("pieces", "(await client.post('/', data=[b'a', 'b'])).text", "|a|b"),
            case("scope", f"[({scope})[key] for key in ('type', 'method', 'path', 'query_string', 'state', 'headers')]"
                 .replace(", 'query_string'", ""), ["http", "GET", "/scope", {"pool": "ready"},
                                                    [["host", "localhost"], ["x-y", "z"]]]),
            case("startup once", "[(await client.get('/')).status for _ in range(2)] + solution.log",
                 [200, 200, "lifespan.startup"], 3),
            case("hangs up", "[(await client.get('/stream', hang_up_after=2)).chunks, await asyncio.sleep(1), solution.log]",
                 [[{"$bytes": "a"}, {"$bytes": "b"}], None, ["lifespan.startup", "http.disconnect"]], 5),
            {"name": "gives up", "exec": ["import asyncio", "await client.open()"],
             "eval": "await asyncio.wait_for(client.get('/wait'), 1)", "raises": "asyncio.TimeoutError",
             "then": {"clock.elapsed": 4}},
            case("reason", "(await client.get('/')).reason", "OK"),
            case("without raising", "(await Client(app, raises=False).get('/boom')).brief()", [200, "|"]),
        ])

    def test_after_the_answer(self) -> None:
        self.assertPasses("asgi", self.APP, [{"name": "later", "exec": "import asyncio", "steps": [
            {"eval": "(await client.get('/later')).text", "returns": "ok", "then": {"clock.elapsed": 3, "tasks.leaked": 0}},
            {"eval": "client.errors + solution.log", "returns": ["lifespan.startup"]},
            {"exec": "await asyncio.sleep(5)"},
            {"eval": "client.errors + solution.log", "returns": ["KeyError: 'x'", "lifespan.startup", "later"]},
            {"exec": "await client.close()"},
            {"eval": "solution.log[-1]", "returns": "lifespan.shutdown", "then": {"clock.elapsed": 11}}]}])

    def test_startup_that_fails(self) -> None:
        source = """
async def app(scope, receive, send):
    await receive()
    try: {}['x']
    except KeyError:
        await send({'type': 'lifespan.startup.failed', 'message': 'no x'})
"""
        cases = [{"name": "a", "eval": "(await client.get('/')).text", "returns": "-"}]
        self.assertFails(self.grade("asgi", source, cases)["a"], "error", "the application's startup failed: no x")
        self.assertFails(self.grade("asgi", source + "        raise\n", cases)["a"], "error", "KeyError: 'x'")

    SOCKETS = """
import asyncio
log = []
async def app(scope, receive, send):
    assert scope['type'] == 'websocket', scope['type']
    log.append((await receive())['type'])
    path = scope['path']
    if path == '/no': return await send({'type': 'websocket.close', 'code': 4001, 'reason': 'no'})
    if path == '/early': await send({'type': 'websocket.send', 'text': 'x'})
    if path == '/silent': return
    if path == '/hangs': await asyncio.Event().wait()
    await send({'type': 'websocket.accept', 'subprotocol': (scope['subprotocols'] or [None])[0]})
    if path == '/raises': {}['x']
    if path == '/both': await send({'type': 'websocket.send', 'text': 'x', 'bytes': b'x'})
    while True:
        message = await receive()
        log.append(message['type'])
        if message['type'] == 'websocket.disconnect': return log.append(message['code'])
        if message.get('text') == 'bye': return await send({'type': 'websocket.close', 'code': 1000})
        await asyncio.sleep(1)
        await send({key: value for key, value in message.items() if key != 'type'} | {'type': 'websocket.send'})
"""

    def test_websockets(self) -> None:
        def refused(name: str, raises: object) -> dict:
            return {"name": name, "eval": f"await (await client.websocket('/{name}')).receive()", "raises": raises}

        self.assertPasses("asgi", self.SOCKETS, [
            {"name": "talk", "exec": "ws = await client.websocket('/x', headers={'Sec-WebSocket-Protocol': 'chat, v2'})",
             "steps": [
                 {"exec": ["await ws.send('a')", "await ws.send(b'b')", "await ws.send_json({'c': 1})"]},
                 {"eval": "[await ws.receive(), await ws.receive(), await ws.receive_json(), ws.subprotocol]",
                  "returns": ["a", {"$bytes": "b"}, {"c": 1}, "chat"], "then": {"clock.elapsed": 3}},
                 {"exec": "await ws.close(1001)"},
                 {"eval": "solution.log", "returns": ["websocket.connect", *["websocket.receive"] * 3,
                                                      "websocket.disconnect", 1001]}]},
            {"name": "with", "exec": ["async with await client.websocket('/x') as ws:", "    await ws.send('a')",
                                      "    await ws.receive()"],
             "eval": "solution.log[-1]", "returns": 1000},
            {"name": "closed", "exec": ["ws = await client.websocket('/x')", "await ws.send('bye')"],
             "eval": "await ws.receive()", "raises": {"type": "grade.Closed", "attrs": {"code": 1000}}},
            refused("no", {"type": "grade.Refused", "attrs": {"code": 4001, "reason": "no"}}),
            refused("silent", {"type": "grade.Closed", "attrs": {"code": 1006}}),
            refused("early", {"type": "grade.ProtocolError", "match": "while the websocket was connecting"}),
            refused("both", {"type": "grade.ProtocolError", "match": "either text or bytes"}),
            refused("raises", "KeyError"),
        ])
        case = self.grade("asgi", self.SOCKETS, [{"name": "a", "eval": "await client.websocket('/hangs')"}])["a"]
        self.assertFails(case, "deadlock", "nothing can wake any of them")


class Trust(Web):
    """What an application may do to the client and to what it returns: it can claim, and must guess."""

    HOSTILE = """
import gc, sys
class Same:
    def __eq__(self, other): return True
    __hash__ = None
for kind in (sys.modules['grade'].Response, sys.modules['harness.web_wsgi'].Client):
    kind.brief = kind.request = lambda *args, **kwargs: Same()
sys.modules['harness.web_wsgi'].make = lambda app, case: Same()
def app(environ, start_response): return Same()
"""

    def test_patched(self) -> None:
        cases = [{"name": "a", "eval": "client.get('/').brief()", "returns": [200, "secret"]},
                 {"name": "b", "eval": "client.get('/')", "returns": {"$attrs": {"status": 200}}}]
        made = self.grade("wsgi", self.HOSTILE, cases)
        self.assertEqual({"a": False, "b": False}, {name: case["verdict"] == "pass" for name, case in made.items()})
        for mode in grader.modes():
            run = grader.report(self.folder / "bank/tests/01", self.folder / "app.py", mode=mode)
            self.assertStatus(run, "failed")


class Packages(Web):
    def refuse(self, words: str, case: "dict | None" = None, **solution: object) -> None:
        with self.subTest(words):
            about = {"kind": "wsgi", "file": "app.py", **solution}
            package = self.package([case or {"name": "a", "eval": "1", "returns": 1}], solution=about)
            run = grader.grade(package, self.write("app.py", ""))
            self.assertStatus(run, "package")
            self.assertSays(run, words)

    def test_refused(self) -> None:
        self.refuse("'a.b' is not like \"app\" or \"create_app()\"", app="a.b")
        self.refuse("'app(1)' is not like", app="app(1)")
        self.refuse("'app' is for the kinds 'wsgi' and 'asgi'", kind="python", app="app")
        self.refuse("did you mean 'django'?", framework="djagno")
        self.refuse("'settings' are for the framework 'django'", settings={"A": 1})
        self.refuse("'framework' is for the kinds", kind="program", framework="django")
        self.refuse("is known only with the framework 'django'",
                    {"name": "a", "eval": "1", "returns": 1, "then": {"db.queries": 1}})
        self.refuse("did you mean 'db.queries'?", {"name": "a", "eval": "1", "returns": 1, "then": {"db.querys": 1}},
                    framework="django")
        for name in ("client", "Client"):
            self.refuse("the name has a meaning of its own", {"name": name, "given": {name: 1}, "eval": "1", "returns": 1})


class Help(Web):
    RIGHT = {"wsgi": """
import json
from urllib.parse import parse_qs
def app(environ, start_response):
    path = environ['PATH_INFO']
    def say(status, body, *headers):
        start_response(status, [('Content-Type', 'text/plain'), *headers])
        return [body.encode()]
    if path == '/items/3':
        start_response('200 OK', [('Content-Type', 'application/json')])
        return [b'{"id": 3}']
    if path == '/login':
        body = environ['wsgi.input'].read().decode()
        name = json.loads(body)['name'] if body[:1] == '{' else parse_qs(body)['name'][0]
        return say('303 See Other', '', ('Location', '/'), ('Set-Cookie', 'name=%s; Max-Age=3600' % name))
    if path == '/':
        return say('200 OK', 'Hello, ' + environ.get('HTTP_COOKIE', 'name=you').partition('=')[2])
    return say('404 Not Found', 'no such page')
""", "asgi": """
import asyncio
log, sent = [], []
async def say(send, text, kind=b'text/plain'):
    await send({'type': 'http.response.start', 'status': 200, 'headers': [(b'content-type', kind)]})
    await send({'type': 'http.response.body', 'body': text})
async def app(scope, receive, send):
    if scope['type'] == 'lifespan':
        while True:
            message = await receive()
            log.append(message['type'][9:])
            await send({'type': message['type'] + '.complete'})
            if log[-1] == 'shutdown': return
    if scope['type'] == 'websocket':
        await receive()
        if scope['path'] == '/private': return await send({'type': 'websocket.close', 'code': 4003})
        await send({'type': 'websocket.accept'})
        while (message := await receive())['type'] == 'websocket.receive':
            await send({'type': 'websocket.send', 'text': message['text']})
        return
    if scope['path'] == '/slow': await asyncio.sleep(2)
    await say(send, str(len(sent)).encode() if scope['path'] == '/sent' else b'done', b'application/json')
    if scope['path'] == '/mail':
        await asyncio.sleep(5)
        sent.append(1)
"""}
    DJANGO = """
from django.db import models
from django.http import JsonResponse
from django.urls import path
class Book(models.Model):
    title = models.CharField(max_length=20)
    price = models.IntegerField()
class Timing:
    def __init__(self, get_response): self.get_response = get_response
    def __call__(self, request): return self.get_response(request)
def cheap(request):
    books = Book.objects.filter(price__lt=10).order_by('price')
    return JsonResponse({'books': [book.title for book in books]})
urlpatterns = [path('cheap', cheap)]
"""

    @staticmethod
    def examples() -> list:
        text = grader.grade("help", "kinds").out
        text = text[text.index("WEB APPLICATIONS"):]
        starts = [at for at in range(len(text)) if text.startswith('  {"cases": [', at)]
        return [json.loads(text[at:text.index("\n  ]}\n", at) + 5])["cases"] for at in starts]

    def verdicts(self, kind: str, source: str, cases: list, **more: object) -> set:
        return {case["verdict"] for case in self.grade(kind, source, cases, **more).values()}

    def test_examples(self) -> None:
        wsgi, asgi, django = self.examples()
        self.assertEqual({"pass"}, self.verdicts("wsgi", self.RIGHT["wsgi"], wsgi), str(self.run_made))
        self.assertEqual({"pass"}, self.verdicts("asgi", self.RIGHT["asgi"], asgi), str(self.run_made))
        wrong = "def app(environ, start_response):\n    start_response('200 OK', [])\n    return [b'?']\n"
        self.assertNotIn("pass", self.verdicts("wsgi", wrong, wsgi))
        wrong = "async def app(scope, receive, send):\n    await receive()\n    {}['x']\n"
        self.assertNotIn("pass", self.verdicts("asgi", wrong, asgi))
        if installed("django"):
            more = {"framework": "django", "settings": {"MIDDLEWARE": ["solution.Timing"]}}
            self.assertEqual({"pass"}, self.verdicts("wsgi", self.DJANGO, django, solution=more), str(self.run_made))
            wrong = self.DJANGO.replace("filter(price__lt=10)", "all()").replace("in books]", "in books if book.price < 10]")
            self.assertEqual({"wrong"}, self.verdicts("wsgi", wrong, django, solution=more), str(self.run_made))

    def test_everything_is_told(self) -> None:
        text = grader.grade("help", "kinds").out
        parts = [web_asgi.Client, web_wsgi.Client, web_socket.Socket, web_asgi.web.Response, web_asgi.web.Jar]
        inner = {"prepared", "finished", "redirected", "exchange", "outcome", "note", "serve", "servers", "receive_message",
                 "send_message", "take", "done", "message", "media_type", "store", "living", "header", "named"}
        for name in sorted({name for part in parts for name in dir(part) if name[0] != "_"} - inner):
            self.assertRegex(text, rf"\b{name}\b")


class Frameworks(Web):
    """What each framework does beyond the protocol; a machine without it skips."""

    def need(self, *modules: str) -> None:
        for module in modules:
            if not installed(module):
                self.skipTest(f"{module} is not installed")

    def test_flask(self) -> None:
        self.need("flask")
        source = """
from flask import Flask, abort, jsonify, request, session
app = Flask(__name__)
app.secret_key = 'x'
@app.post('/in')
def enter():
    session.permanent = True
    session['name'] = request.form['name']
    return 'in'
@app.get('/me')
def me(): return session.get('name') or abort(401)
@app.post('/up')
def up(): return jsonify(sorted((f.filename, len(f.read())) for f in request.files.values()))
@app.get('/boom')
def boom(): return {}['x']
@app.errorhandler(401)
def who(error): return {'error': 'who?'}, 401
"""
        self.assertPasses("wsgi", source, [
            {"name": "session", "steps": [
                {"eval": "client.post('/in', data={'name': 'ann'}).brief()", "returns": [200, "in"]},
                {"eval": "client.get('/me').brief()", "returns": [200, "ann"]},
                {"advance": 31 * 86400 + 1, "eval": "client.get('/me').brief()", "returns": [401, {"error": "who?"}]}]},
            {"name": "upload", "eval": "client.post('/up', files={'a': ('x.txt', b'123'), 'b': b'4'}).json()",
             "returns": [["b", 1], ["x.txt", 3]]},
            {"name": "500", "eval": "client.get('/boom').status", "returns": 500, "stderr": {"$match": "KeyError: 'x'"}},
        ], python={"preload": ["flask"]})

    def test_fastapi(self) -> None:
        self.need("fastapi")
        source = """
import time
from fastapi import BackgroundTasks, Depends, FastAPI, WebSocket
app = FastAPI()
log = []
@app.middleware('http')
async def mark(request, call_next):
    response = await call_next(request)
    response.headers['x-mark'] = 'yes'
    return response
@app.on_event('startup')
def start(): log.append('startup')
@app.on_event('shutdown')
def stop(): log.append('shutdown')
def db():
    log.append('open')
    yield 1
    log.append('close')
@app.get('/block')
def block(): time.sleep(2)
@app.get('/dep')
def dep(one=Depends(db)): return one
@app.get('/boom')
def boom(): {}['x']
@app.post('/mail')
def mail(tasks: BackgroundTasks): tasks.add_task(work)
def work():
    time.sleep(5)
    log.append('mail')
@app.websocket('/ws')
async def ws(socket: WebSocket):
    await socket.accept()
    async for text in socket.iter_text(): await socket.send_text(text.upper())
    log.append('left')
"""
        many = "[(await one).status for one in [asyncio.create_task(client.get('/block')) for _ in range({})]]".format
        self.assertPasses("asgi", source, [
            {"name": "threads", "exec": "import asyncio", "eval": many(40), "returns": [200] * 40, "then": {"clock.elapsed": 2}},
            {"name": "its limit", "exec": "import asyncio", "eval": many(50), "returns": [200] * 50,
             "then": {"clock.elapsed": 4}},
            {"name": "dependency", "eval": "[(await client.get('/dep')).json(), solution.log]",
             "returns": [1, ["startup", "open", "close"]]},
            {"name": "raises", "eval": "await client.get('/boom')", "raises": {"type": "KeyError", "args": ["x"]}},
            {"name": "500", "eval": "(await Client(app, raises=False).get('/boom')).brief()",
             "returns": [500, "Internal Server Error"]},
            {"name": "background", "steps": [
                {"eval": "(lambda r: [r.status, r.seconds, r.headers['x-mark']])(await client.post('/mail'))",
                 "returns": [200, 0.0, "yes"]},
                {"exec": ["import asyncio", "await asyncio.sleep(5)", "await client.close()"]},
                {"eval": "solution.log", "returns": ["startup", "mail", "shutdown"]}]},
            {"name": "websocket", "exec": ["ws = await client.websocket('/ws')", "await ws.send('hi')", "got = await ws.receive()",
                                           "await ws.close()"],
             "eval": "[got, solution.log]", "returns": ["HI", ["startup", "left"]]},
        ], python={"preload": ["fastapi"]})

    DJANGO = """
import asyncio, time
from django.contrib.auth.models import User
from django.db import models, transaction
from django.http import JsonResponse
from django.urls import path
class Author(models.Model):
    name = models.CharField(max_length=20)
class Book(models.Model):
    title = models.CharField(max_length=20)
    author = models.ForeignKey(Author, models.CASCADE)
    readers = models.ManyToManyField(User)
def books(request): return JsonResponse([b.author.name for b in Book.objects.order_by('id')], safe=False)
async def slow(request):
    await asyncio.sleep(2)
    return JsonResponse({})
def block(request):
    time.sleep(2)
    return JsonResponse({'n': Book.objects.count()})
def boom(request): {}['x']
def fill(count):
    with transaction.atomic():
        for i in range(count):
            Book.objects.create(title='t', author=Author.objects.create(name='a%d' % i))
urlpatterns = [path('books', books), path('slow', slow), path('block', block), path('boom', boom)]
"""
    APPS = ["django.contrib.auth", "django.contrib.contenttypes"]

    def test_django(self) -> None:
        self.need("django")
        gather = "[r.seconds for r in await asyncio.gather(*(client.get('{}') for _ in range(3)))]".format
        one = {"name": "queries", "steps": [
            {"exec": "solution.fill(3)", "then": {"db.queries": 6}},
            {"eval": "AWAIT client.get('/books')", "returns": {"$attrs": {"status": 200}}, "then": {"db.queries": 4, "db.rows": 6}},
            {"eval": "list(solution.Book.objects.raw('SELECT * FROM solution_book'))[0].title", "returns": "t",
             "then": {"db.queries": 1, "db.rows": 3}},
            {"eval": "db.sql", "returns": [], "then": {"db.queries": 0}}]}
        boom = {"name": "raises", "eval": "AWAIT client.get('/boom')", "raises": "KeyError"}
        unknown = {"name": "404", "eval": "(AWAIT client.get('/nowhere')).status", "returns": 404}
        slow = [{"name": "slow", "exec": "import asyncio", "eval": gather("/slow"), "returns": [2.0] * 3},
                {"name": "one thread", "exec": "import asyncio", "eval": gather("/block"), "returns": [2.0, 4.0, 6.0]}]
        for kind, word, more in (("wsgi", "", []), ("asgi", "await ", slow)):
            with self.subTest(kind):
                cases = json.loads(json.dumps([one, boom, unknown]).replace("AWAIT ", word)) + more
                settings = {"INSTALLED_APPS": self.APPS}
                self.assertPasses(kind, self.DJANGO, cases, solution={"framework": "django", "settings": settings})

    def test_django_without_urls(self) -> None:
        self.need("django")
        cases = [{"name": "a", "eval": "1", "returns": 1}]
        case = self.grade("wsgi", "x = 1\n", cases, solution={"framework": "django"})["a"]
        self.assertFails(case, "error", "the solution defines no `urlpatterns`")
