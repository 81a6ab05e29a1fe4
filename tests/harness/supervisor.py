"""A supervisor for tests: starts a case process of its own and answers it as grade would."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile

from harness import wire

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
STUB = """
import sys
sys.path.insert(0, {root!r})
from harness import case
for name in {preload!r}:
    __import__(name)
case.warm_up()
import gc, posix
gc.freeze()
child = posix.fork()
if not child:
    case.main({fd})
posix.close({fd})
status = posix.waitpid(child, 0)[1]
if posix.WIFSIGNALED(status):
    posix.kill(posix.getpid(), posix.WTERMSIG(status))
posix._exit(posix.WEXITSTATUS(status))
"""
SECONDS = 20  # a test that takes longer has failed


class Tag:
    """A tagged value, as the tests see it."""

    def __init__(self, tag, body):
        self.tag, self.body = tag, body

    def __eq__(self, other):
        return isinstance(other, Tag) and (self.tag, self.body) == (other.tag, other.body)

    def __hash__(self):
        return hash(self.tag)

    def __repr__(self):
        return "Tag(%r, %r)" % (self.tag, self.body)


def tagged(tag, body):
    """A tagged value for a frame."""
    writer = wire.Writer()
    writer.put_tag(tag)
    writer.put(body)
    return wire.Encoded(writer.data())


class Process:
    """One case process. Keeps what it says of the clock in `log`; `now` is the virtual time."""

    def __init__(self, preload=(), stdin=b"", env=None):
        self.ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.ours.settimeout(SECONDS)
        self.log, self.now = [], 0
        self.folder = tempfile.mkdtemp()
        self.out = open(os.path.join(self.folder, "out"), "w+b")
        self.err = open(os.path.join(self.folder, "err"), "w+b")
        self.cwd = os.path.join(self.folder, "box")
        os.mkdir(self.cwd)
        source = STUB.format(root=ROOT, preload=tuple(preload), fd=theirs.fileno())
        self.child = subprocess.Popen(
            [sys.executable, "-s", "-S", "-B", "-c", source], pass_fds=[theirs.fileno()],
            cwd=self.cwd, stdin=subprocess.PIPE, stdout=self.out, stderr=self.err,
            env={"PATH": "/usr/bin:/bin", **(env or {})})
        theirs.close()
        self.child.stdin.write(stdin)
        self.child.stdin.close()

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()

    def close(self):
        self.ours.close()
        try:
            self.child.wait(SECONDS)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()
        self.out.close()
        self.err.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def status(self):
        """The exit status, once the process has ended by itself."""
        return self.child.wait(SECONDS)

    def output(self, stream="out"):
        file = getattr(self, stream)
        file.seek(0)
        return file.read().decode()

    def send(self, kind, body):
        data = wire.dumps([kind, body])
        size = 60000 - 1
        pieces = [data[at:at + size] for at in range(0, len(data), size)]
        for piece in pieces[:-1]:
            self.ours.send(b"+" + piece)
        self.ours.send(b"." + pieces[-1])

    def receive(self):
        """The next frame, or None at the end."""
        data = b""
        while True:
            try:
                packet = self.ours.recv(65536)
            except ConnectionResetError:  # it ended with a frame unread
                packet = b""
            if not packet:
                return None
            assert len(packet) <= 60000, len(packet)
            data += packet[1:]
            if packet[:1] == b".":
                return wire.loads(data, Tag)

    def answer(self):
        """The next frame that is not about the clock, which is served meanwhile."""
        while True:
            frame = self.receive()
            if frame is None or frame[0] not in ("sleep", "wait"):
                return frame
            kind, body = frame
            self.log.append((kind, body.get("ns", body.get("until")), body.get("kind")))
            if kind == "sleep" and body["kind"] == "async":
                continue
            self.now = self.now + body["ns"] if kind == "sleep" else max(self.now, body["until"])
            self.send("time", {"now": self.now})

    def ask(self, kind, body):
        self.send(kind, body)
        return self.answer()

    def sleeps(self):
        return [ns / 1e9 for kind, ns, _ in self.log if kind == "sleep"]


def prepare(source, helpers=None, steps=(), exceptions=(), file="solution.py"):
    """Compiles in a process of its own, as grade does."""
    with Process() as process:
        frame = process.ask("prepare", {
            "file": file, "source": source.encode(), "exceptions": list(exceptions),
            "helpers": None if helpers is None else helpers.encode(), "steps": list(steps)})
    assert frame[0] == "prepared", frame
    return frame[1]


def compiled(source, file, mode="exec", flags=0):
    """The same here, for tests of what comes after."""
    import marshal

    return marshal.dumps(compile(source, file, mode, flags, True))


class Case(Process):
    """A case process that has begun; `first` is its answer to that."""

    def __init__(self, source="", preload=(), kind="python", stdin=b"", **begin):
        super().__init__(preload, stdin)
        self.steps = 0
        file = "solution.py" if kind == "python" else "prog.py"
        helpers = begin.pop("helpers", None)
        body = {
            "kind": kind, "file": file, "source": source.encode(),
            "code": compiled(source, file), "names": [], "files": [], "argv": [], "env": {},
            "helpers": helpers and compiled(helpers, "helpers.py"),
            "clock": "virtual", "seed": 1, "threads": False, **begin}
        self.send("begin", body)
        self.first = self.answer() if kind == "python" else None

    def step(self, do, source="", label=None, **more):
        """A step's `done`, or whatever frame came in its place."""
        self.steps += 1
        label = label or str(self.steps)
        body = {"n": self.steps, "do": do, "label": label, "source": source, "advance": 0, **more}
        if do in ("exec", "eval"):
            body["code"] = compiled(source, "step " + label, do, 0x2000)
        frame = self.ask("step", body)
        return frame[1] if frame and frame[0] == "done" else frame

    def exec(self, source, **more):
        return self.step("exec", source, **more)

    def eval(self, source, **more):
        return self.step("eval", source, **more)

    def call(self, name, *args, **kwargs):
        return self.step("call", name=name, args=list(args), kwargs=kwargs)
