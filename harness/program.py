"""Kind `program`: the solution runs as `python3 prog.py` would. Runs in a case process."""

import marshal
import posix
import sys

from . import setup, trace

INTERRUPTED = 130  # what a shell says of an uncaught KeyboardInterrupt


def place(file: str, source: bytes) -> None:
    """Puts the program beside its data, so that tracebacks show its lines and it can open
    __file__. Without a writable directory it does without."""
    try:
        setup.write_file(file, source)
    except (OSError, ValueError):
        return


def report(channel: object, exc: BaseException) -> int:
    """Tells supervisor and stderr of an uncaught exception; the exit status."""
    channel.send("raised", {"exception": trace.encoded(exc)})
    trace.strip(exc)
    try:
        sys.stdout.flush()
    except Exception:
        pass  # the interpreter tries again at its end, and says so in its exit status
    sys.excepthook(type(exc), exc, exc.__traceback__)
    return INTERRUPTED if isinstance(exc, KeyboardInterrupt) else 1


def prepare(around: setup.Surroundings, body: dict) -> dict:
    """Everything around the program; the globals that it runs in."""
    around.begin(body)
    place(body["file"], body["source"])
    sys.path.insert(0, posix.getcwd())
    module = setup.make_module("__main__", body["file"], body["source"])
    module.__spec__ = None  # a script has none
    return module.__dict__


def run(channel: object, around: setup.Surroundings, body: dict) -> None:
    """Called by case.main, never returns: SystemExit goes up to the interpreter, which joins the
    threads, runs what atexit holds, flushes and leaves with the status."""
    namespace = prepare(around, body)
    code = marshal.loads(body["code"])
    try:
        exec(code, namespace)
    except SystemExit:
        raise
    except BaseException as exc:
        status = report(channel, exc)
    else:
        status = 0
    raise SystemExit(status)
