"""The surroundings of a case: files, arguments, environment, clock, modules. Runs before a byte of
the solution does, in the cell (Surroundings.arm) and in case processes (the rest)."""

import posix
import sys
import time
from _frozen_importlib import ModuleSpec

from . import clock, hooks, loop, trace

_Module = type(sys)
_modules = sys.modules

kept: list = []  # what the modules that a case hides would otherwise take with them


class SourceLoader:
    """Lets inspect, linecache and traceback find the source of a module that has no file."""

    def __init__(self, file: str, source: bytes) -> None:
        self.file = file
        self.source = source

    def get_source(self, name: str) -> str:
        source = self.source
        if source[:3] == b"\xef\xbb\xbf":
            source = source[3:]
        try:
            return source.decode("utf-8").replace("\r\n", "\n")
        except UnicodeDecodeError:
            return source.decode("latin-1").replace("\r\n", "\n")

    def get_filename(self, name: str) -> str:
        return self.file

    def is_package(self, name: str) -> bool:
        return False

    def create_module(self, spec: object) -> None:
        return None

    def exec_module(self, module: object) -> None:
        exec(compile(self.source, self.file, "exec", dont_inherit=True), module.__dict__)


def make_module(name: str, file: "str | None" = None, source: bytes = b"") -> object:
    """An empty module in its place in sys.modules."""
    module = _Module(name)
    if file is not None:
        module.__file__ = file
        module.__loader__ = SourceLoader(file, source)
        module.__spec__ = ModuleSpec(name, module.__loader__, origin=file)
        trace.sources[file] = source
    if name in _modules:
        kept.append(_modules[name])
    _modules[name] = module
    return module


def write_file(path: str, data: bytes) -> None:
    """Below the current directory; its folders are made."""
    parts = path.split("/")
    if path[:1] == "/" or ".." in parts:
        raise ValueError("a file's path must stay below the case's directory: " + path)
    for depth in range(1, len(parts)):
        try:
            posix.mkdir("/".join(parts[:depth]))
        except FileExistsError:
            continue
    flags = posix.O_WRONLY | posix.O_CREAT | posix.O_TRUNC | posix.O_CLOEXEC | posix.O_NOFOLLOW
    fd = posix.open(path, flags, 0o644)
    try:
        while data:
            data = data[posix.write(fd, data):]
    finally:
        posix.close(fd)


def write_files(files: list) -> None:
    """Modules among them can be imported, as beside a script."""
    for path, data in files:
        write_file(path, data)
    if any(path[-3:] == ".py" for path, _ in files):
        sys.path.insert(0, posix.getcwd())


def set_environment(env: dict) -> None:
    """What the case sets joins the cell's environment, which has a HOME: for this process, for `os` once it
    is imported, and if it is."""
    if not env:
        return
    wanted = {key.encode(): value.encode() for key, value in env.items()}
    os = _modules.get("os")
    if os is not None:
        os.environ.update(env)
    posix.environ.update(wanted)
    for key, value in wanted.items():
        posix.putenv(key, value)
    if b"TZ" in wanted:
        time.tzset()


def set_arguments(file: str, argv: list) -> None:
    sys.argv = [file, *argv]
    if hasattr(sys, "orig_argv"):
        sys.orig_argv = ["python3", file, *argv]


def without_tracker(module: object) -> None:
    """Its process, started by exec, unlinks what others forget in /dev/shm: here that goes with the case."""
    for name in ("register", "unregister", "ensure_running"):
        setattr(module, name, lambda *_: None)


def after_platform(module: object) -> None:
    """`platform` runs `uname -p` and `file` to ask what the machine is, and numpy and pandas ask it when
    they are imported. Neither program is there: their answer is what it is without them, and the
    attempt does not count as a process of the solution's."""
    processor = getattr(module, "_Processor", None)
    if processor is not None:
        processor.from_subprocess = staticmethod(lambda: "")
    if hasattr(module, "_syscmd_file"):
        module._syscmd_file = lambda target, default="": default


def after_numpy(module: object) -> None:
    from . import tables

    tables.after_numpy(module)


def after_pandas(module: object) -> None:
    from . import tables

    tables.after_pandas(module)


class Surroundings:
    """What a case finds in place of the real world. `arm` does in the cell, once, what does not
    depend on the case; `begin` the rest in the case process."""

    def __init__(self, channel: object) -> None:
        self.clock = clock.Clock(channel)
        self.watch = hooks.Watch()
        self.virtual = True
        self.seed = None
        self.loop = None  # a loop.CaseLoop once asyncio is loaded

    def arm(self) -> None:
        """Puts the virtual clock in place. What the cell itself needs of `time` after this, it must
        have captured before."""
        clock.survey()
        clock.install(self.clock)
        self.watch.on("datetime", self.after_datetime)
        self.watch.on("threading", self.after_threading)
        self.watch.on("asyncio", self.after_asyncio)
        self.watch.on("multiprocessing.resource_tracker", without_tracker)
        self.watch.on("platform", after_platform)
        self.watch.on("numpy", after_numpy)
        self.watch.on("pandas", after_pandas)
        sys.meta_path.insert(0, self.watch)

    def begin(self, body: dict) -> None:
        self.virtual = body.get("clock") == "virtual"
        self.clock.reads = 0
        if not self.virtual:
            clock.uninstall()
            self.loop = self.loop and loop.CaseLoop(self.loop.asyncio, False)
        write_files(body["files"])
        set_environment(body["env"])
        set_arguments(body["file"], body["argv"])
        self.seed = body.get("seed")
        if self.seed is not None:
            self.watch.on("random", self.after_random)
            self.watch.on("numpy.random", self.after_random)
        if self.loop is not None:
            self.loop.make_current()  # asyncio forgets it at a fork

    def after_datetime(self, module: object) -> None:
        if self.virtual:
            clock.patch_datetime(module, self.clock)

    def after_threading(self, module: object) -> None:
        if self.virtual:
            clock.patch_threading(module)

    def after_asyncio(self, module: object) -> None:
        """First the virtual loop's policy, then the case's loop."""
        if self.virtual:
            self.clock.running = module._get_running_loop
            loop.install(module, self.clock)
        self.loop = loop.CaseLoop(module, self.virtual)
        self.loop.make_current()

    def after_random(self, module: object) -> None:
        if hasattr(module, "seed"):
            module.seed(self.seed % 2**32)  # numpy's takes no more
