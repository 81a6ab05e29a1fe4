"""The surroundings of a case: files, arguments, environment, modules. Runs in case processes,
before a byte of the solution does; steps.py and program.py call it."""

import posix
import sys
import time
from _frozen_importlib import ModuleSpec

from . import clock, hooks, loop, trace

_type = type
_Module = type(sys)
_modules = sys.modules

_kept: list = []  # what the modules that a case hides would otherwise take with them


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
        _kept.append(_modules[name])
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


def set_clock(body: dict, channel: object, watch: hooks.Watch) -> clock.Clock:
    """The clock of the case, in force where `begin` says "virtual"."""
    made = clock.Clock(channel)
    if body.get("clock") == "virtual":
        clock.install(made)
        watch.after["datetime"] = lambda module: clock.patch_datetime(module, made)
        watch.after["threading"] = clock.patch_threading
        watch.after["asyncio"] = lambda module: loop.install(module, made)
    return made


def set_seed(body: dict, watch: hooks.Watch) -> None:
    seed = body.get("seed")
    if _type(seed) is int:
        watch.after["random"] = watch.after["numpy.random"] = hooks.seeder(seed)
