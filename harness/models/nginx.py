"""Kind `nginx`: the learner's file in the real nginx, inside of the case's own sandbox and network.

The file is read here only to find what is wrong with its braces and quotes, and whether it is a whole
nginx.conf or, without `http`, one of conf.d. It is run as it stands, but for `daemon` and `master_process`,
which are blanked: nginx runs in the foreground, as one process. nginx is started by the first question,
so that a case may place files and upstreams before.
"""

import os
import posix
import re
import select

from . import Text, blame
from .http_peer import Network, Response, Upstream

PROGRAM = "/usr/sbin/nginx"
SHARE = "/grade/share/nginx"
HOME = "/home/learner"
FOLDERS = ("etc/nginx/conf.d", "etc/nginx/sites-enabled", "etc/nginx/modules-enabled", "var/log/nginx",
           "var/lib/nginx", "var/cache/nginx", "var/www/html", "run", "srv", "usr/share/nginx/html")
AROUND = "events {}\nhttp {\n    include /etc/nginx/mime.types;\n    include /etc/nginx/conf.d/*.conf;\n}\n"
START_ROUNDS = 5000  # of a millisecond
END_ROUNDS = 300  # of a millisecond: a port on which nobody listens is told so late only
_EMERG = re.compile(r"\[emerg\] (?:\d+#\d+: )?(.*?)(?: in ([^ ]+):(\d+))?\n")


class ConfigurationError(Exception):
    """nginx refuses the file."""

    __module__ = "nginx"


class Directive:
    def __init__(self, words: list, line: int, block: "list | None", begin: int, end: int) -> None:
        self.name = words[0]
        self.args = words[1:]
        self.line = line
        self.block = block
        self.begin, self.end = begin, end  # in the text


class Reader:
    """The structure of a file, by the rules of nginx's own reader."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.at = 0
        self.line = 1
        self.depth = 0

    def document(self) -> list:
        found = self.block(None)
        if not found:
            raise self.text.fault("the file says nothing", 1)
        return found

    def skip(self) -> str:
        """The next character of a token; "" at the end."""
        while self.at < len(self.text):
            char = self.text[self.at]
            if char == "#":
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end < 0 else end
            elif char.isspace():
                self.line += char == "\n"
                self.at += 1
            else:
                return char
        return ""

    def word(self) -> str:
        quote = self.text[self.at] if self.text[self.at] in "\"'" else ""
        line, start = self.line, self.at
        self.at += len(quote)
        out = []
        while self.at < len(self.text):
            char = self.text[self.at]
            if char == "\\" and self.at + 1 < len(self.text):
                out.append(self.text[self.at:self.at + 2])
                self.at += 2
                continue
            if quote and char == quote:
                self.at += 1
                return "".join(out)
            if not quote and char == "$" and self.text[self.at:self.at + 2] == "${":
                out.append("${")
                self.at += 2
                continue
            if not quote and (char.isspace() or char in ";{"):
                if char == "{" and self.text[self.at - 1:self.at] == "$":
                    self.at += 1
                    continue
                return self.text[start:self.at]
            self.line += char == "\n"
            out.append(char)
            self.at += 1
        raise self.text.fault("the quote that begins here never ends" if quote else
                              "the file ends within a directive: is a ';' missing?", line)

    def block(self, opened: "int | None") -> list:
        """Directives up to the closing brace, or the end of the file."""
        self.depth += 1
        if self.depth > 50:
            raise self.text.fault("blocks nested too deep", self.line)
        found = []
        while True:
            char = self.skip()
            if not char:
                if opened is not None:
                    raise self.text.fault("the block that begins here never ends: a '}' is missing", opened)
                break
            if char == "}":
                if opened is None:
                    raise self.text.fault("a '}' too many", self.line)
                self.at += 1
                break
            found.append(self.directive())
        self.depth -= 1
        return found

    def directive(self) -> Directive:
        line, begin, words = self.line, self.at, []
        while True:
            char = self.skip()
            if not char:
                raise self.text.fault("the directive '%s' never ends: is a ';' missing?" % words[0], line)
            if char == "}":
                raise self.text.fault("the directive '%s' is not ended by ';'" % words[0], line)
            if char in ";{":
                if not words:
                    raise self.text.fault("unexpected '%s'" % char, self.line)
                self.at += 1
                block = self.block(self.line) if char == "{" else None
                return Directive(words, line, block, begin, self.at)
            words.append(self.word())


class Nginx:
    """What the cases ask."""

    def __init__(self, text: Text, tree: list) -> None:
        self._text = text
        self._tree = tree
        self._whole = any(one.name == "http" for one in tree)
        self._network: "Network | None" = None
        self._hosts: dict = {}
        self._pid = 0
        self._errors = HOME + "/stderr"

    # set-up

    def upstream(self, address: str, **more: object) -> Upstream:
        """A server that the case plays: "127.0.0.1:8000", "app:8000" (a name that nginx finds) or
        "unix:/run/app.sock". Keywords: body, status, headers, replies, down. See http_peer.Upstream."""
        name, _, port = address.rpartition(":")
        if not address.startswith("unix:") and not re.fullmatch(r"[\d.]+|\[.*\]", name):
            if self._pid:
                raise RuntimeError("nginx runs already: name the upstream '%s' before the first request" % address)
            ip = self._hosts.setdefault(name, "127.0.1.%d" % (len(self._hosts) + 1))
            return self._net().upstream("%s:%s" % (ip, port), address, more)
        return self._net().upstream(address, address, more)

    def file(self, path: str, text: str) -> None:
        """Places a file, below /var, /srv, /run, /etc/nginx or /usr/share/nginx."""
        if not path.startswith(("/var/", "/srv/", "/run/", "/etc/nginx/", "/usr/share/nginx/")) or ".." in path:
            raise ValueError("a file cannot stand there: " + path)
        _write(HOME + path, text)

    # questions

    def get(self, path: str, **more: object) -> Response:
        """Keywords: host, port, headers, client (its address), version, body."""
        return self.request("GET", path, **more)

    def request(self, method: str, path: str, **more: object) -> Response:
        self._start()
        try:
            return self._net().request(method, path, more)
        except ConnectionRefusedError:
            pid, status = self._end()
            if not pid:
                raise
            number = posix.WTERMSIG(status) if posix.WIFSIGNALED(status) else 0
            reason = "it used more CPU time than allowed" if number in (24, 9) else "signal %d" % number
            raise ConfigurationError("nginx has ended: " + (reason if number else "by itself")) from None

    def _end(self) -> tuple:
        """How it ended: a process that is ending refuses connections a while before it can be waited for."""
        for _ in range(END_ROUNDS):
            pid, status = posix.waitpid(self._pid, posix.WNOHANG)
            if pid:
                return pid, status
            select.select([], [], [], 0.001)
        return 0, 0

    def requests(self, count: int, path: str, **more: object) -> list:
        """The status of each of so many requests, one after the other."""
        return [self.get(path, **more).status for _ in range(count)]

    def route(self, path: str, **more: object) -> str:
        """Who answers: "127.0.0.1:8000 /path" with the path as that upstream sees it, or "nginx STATUS"."""
        before = {name: len(one.requests) for name, one in self._net().upstreams.items()}
        answer = self.get(path, **more)
        for name, one in self._net().upstreams.items():
            if len(one.requests) > before[name]:
                return "%s %s" % (name, one.requests[-1]["path"])
        return "nginx %d" % answer.status

    def check(self) -> str:
        """"ok" where nginx takes the file; else it raises."""
        self._start()
        return "ok"

    @property
    def log(self) -> str:
        """What nginx wrote to its error log."""
        texts = [_read(self._errors)]
        for one in self._all("error_log"):
            if one.args and one.args[0].startswith("/"):
                texts.append(_read(one.args[0]))
        texts.append(_read("/var/log/nginx/error.log"))
        return "".join(dict.fromkeys(texts))

    @property
    def access_log(self) -> list:
        return _read("/var/log/nginx/access.log").splitlines()

    def directives(self, name: str) -> list:
        """The arguments of every directive of a name, wherever it stands."""
        return [list(one.args) for one in self._all(name)]

    # inside

    def _all(self, name: str) -> list:
        found, waiting = [], list(self._tree)
        while waiting:
            one = waiting.pop(0)
            if one.name == name:
                found.append(one)
            waiting[:0] = one.block or []
        return found

    def _net(self) -> Network:
        if self._network is None:
            self._network = Network()
        return self._network

    def _adapted(self) -> str:
        """The file with what would have nginx run in the background blanked; lines stay."""
        text = str(self._text)
        for one in self._tree:
            if one.name in ("daemon", "master_process"):
                blank = re.sub(r"[^\n]", " ", text[one.begin:one.end])
                text = text[:one.begin] + blank + text[one.end:]
        return text

    def _place(self) -> None:
        for folder in FOLDERS:
            os.makedirs(HOME + "/" + folder, exist_ok=True)
        for name in os.listdir(SHARE):
            _write(HOME + "/etc/nginx/" + name, _read(SHARE + "/" + name))
        hosts = "127.0.0.1 localhost\n" + "".join("%s %s\n" % (ip, name) for name, ip in self._hosts.items())
        _write(HOME + "/etc/hosts", hosts)
        self._path = "/etc/nginx/nginx.conf"
        if not self._whole:
            _write(HOME + self._path, AROUND)
            self._path = "/etc/nginx/conf.d/solution.conf"
        _write(HOME + self._path, self._adapted())

    def _start(self) -> None:
        if self._pid:
            return
        self._place()
        argv = [PROGRAM, "-g", "daemon off; master_process off;"]
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        actions = [(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0),
                   (os.POSIX_SPAWN_OPEN, 2, self._errors, flags, 0o600), (os.POSIX_SPAWN_CLOSE, 3)]
        self._pid = posix.posix_spawn(PROGRAM, argv, {"PATH": "/usr/bin"}, file_actions=actions)
        marker = next((one.args[0] for one in self._tree if one.name == "pid" and one.args), "/run/nginx.pid")
        for _ in range(START_ROUNDS):
            if os.path.exists(marker):
                return
            if posix.waitpid(self._pid, posix.WNOHANG)[0]:
                break
            select.select([], [], [], 0.001)
        self._refused()

    def _refused(self) -> None:
        self._pid = 0
        said = _read(self._errors)
        match = _EMERG.search(said)
        if match is None:
            raise ConfigurationError("nginx did not start" + (": " + said.strip()[-500:] if said.strip() else ""))
        error = ConfigurationError(match[1])
        if match[2] == self._path:
            blame(self._text, int(match[3]), error)
        raise ConfigurationError(match[1] + (" in %s:%s" % (match[2], match[3]) if match[2] else ""))


def _write(path: str, text: str) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read(1 << 20)
    except OSError:
        return ""


def parse(text: Text, file: str) -> Nginx:
    return Nginx(text, Reader(text).document())
