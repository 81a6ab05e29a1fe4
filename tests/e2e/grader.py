"""Running the built program: what all modules of the end-to-end tests share.

A run is made in one of the MODES, is bounded in time, and is held against what must be true of every
run: a status of the program's own, no traceback of the harness's, no finding of a sanitizer."""

import dataclasses
import functools
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parent.parent
PACKAGES = HERE / "packages"
PROBLEMS = SOURCE / "problems"
NOBODY = 65534
STATUSES = {"passed": 0, "failed": 1, "usage": 2, "package": 3, "machine": 4, "interrupted": 5}

program = ""
no_namespaces: "str | None" = None


def configure(path: str, tool: "str | None") -> None:
    global program, no_namespaces
    program = os.path.abspath(path)
    no_namespaces = os.path.abspath(tool) if tool else None


@dataclasses.dataclass
class Run:
    """What became of one run."""

    args: list
    status: int
    out: str
    err: str
    seconds: float

    @property
    def report(self) -> dict:
        return json.loads(self.out)

    def __str__(self) -> str:
        return f"{self.args}\nstatus {self.status}\n--- stdout\n{self.out[-3000:]}\n--- stderr\n{self.err[-3000:]}"


def _as_user(command: list) -> list:
    ids = [f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    return ["setpriv", *ids, *command]


def _refused(command: list) -> list:
    return [no_namespaces, *command]


# How the program is started: the level and the account that it has.
MODES = {
    "plain": lambda command: command,
    "baseline": _refused,
    "user": _as_user,
    "user-baseline": lambda command: _as_user(_refused(command)),
}


def available(mode: str) -> bool:
    if "baseline" in mode and not no_namespaces:
        return False
    return "user" not in mode or (os.geteuid() == 0 and shutil.which("setpriv") is not None)


@functools.cache
def namespaces() -> bool:
    """Whether this machine lets a process have namespaces of its own; a chroot and most containers do not."""
    return subprocess.run(["unshare", "-U", "true"], stderr=subprocess.DEVNULL).returncode == 0


def level(mode: str) -> str:
    return "full" if namespaces() and "baseline" not in mode else "baseline"


def quick() -> bool:
    """Where everything is slow, as under sanitizers: each level once, by one account."""
    return bool(os.environ.get("GRADE_QUICK"))


def modes() -> list:
    """Each level, and each account, once; with GRADE_LONG=1 all combinations."""
    left_out = {"user", "user-baseline"} if quick() else set() if os.environ.get("GRADE_LONG") else {"user-baseline"}
    return [mode for mode in MODES if available(mode) and mode not in left_out]


def sanitized() -> bool:
    """Whether the program carries AddressSanitizer, which keeps freed memory for a while."""
    return b"__asan_init" in pathlib.Path(program).read_bytes()


def environment(**extra: str) -> dict:
    """What a run gets: nothing of the tests' own surroundings decides an outcome."""
    env = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "dumb", "GRADE_PROGRESS": "off"}
    env["ASAN_OPTIONS"] = "exitcode=99:abort_on_error=0:detect_stack_use_after_return=0:quarantine_size_mb=32"
    env["UBSAN_OPTIONS"] = "halt_on_error=1:exitcode=99:print_stacktrace=1"
    env.update(extra)
    return env


def check(run: Run) -> None:
    """What holds for every run, whatever it is about."""
    faults = []
    if run.status not in STATUSES.values():
        faults.append(f"the status {run.status} is none of the program's")
    for sign in ("AddressSanitizer", "LeakSanitizer", "runtime error:", "harness/", "Traceback (most recent"):
        if sign in run.err:
            faults.append(f"{sign!r} on stderr")
    if faults:
        raise AssertionError("; ".join(faults) + "\n" + str(run))


def start(*args: object, mode: str = "plain", **options: object) -> subprocess.Popen:
    """The program in a process group of its own, for the caller to drive; see grade() for a whole run."""
    command = MODES[mode]([program, *map(str, args)])
    env = dict(options.pop("env", environment()))
    if "user" in mode and "ASAN_OPTIONS" in env:
        env["ASAN_OPTIONS"] += ":detect_leaks=0"  # its ptrace needs a process that can be dumped
    options["env"] = env
    options.setdefault("stdin", subprocess.DEVNULL)
    return subprocess.Popen(command, start_new_session=True, **options)


def grade(*args: object, mode: str = "plain", input: bytes = b"", timeout: float = 120, **options: object) -> Run:
    """One whole run, its streams captured where `options` (as of Popen) do not say otherwise."""
    options.setdefault("stdout", subprocess.PIPE)
    options.setdefault("stderr", subprocess.PIPE)
    options.setdefault("stdin", subprocess.PIPE)
    began = time.monotonic()
    process = start(*args, mode=mode, **options)
    try:
        out, err = process.communicate(input if options["stdin"] == subprocess.PIPE else None, timeout)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise AssertionError(f"{args}: nothing came of it in {timeout} s") from None
    text = [(data or b"").decode("utf-8", "backslashreplace") for data in (out, err)]
    run = Run([str(arg) for arg in args], process.returncode, *text, time.monotonic() - began)
    check(run)
    return run


def report(*args: object, **options: object) -> Run:
    """The same with a JSON report on stdout, which must be there."""
    run = grade("--report", "json", *args, **options)
    if run.status not in (0, 1, 4, 5) or not run.out:
        raise AssertionError("no report\n" + str(run))
    return run


def case_of(run: Run, name: str) -> dict:
    return next(case for case in run.report["cases"] if case["name"] == name)


def make_package(folder: pathlib.Path, cases: object, **problem: object) -> pathlib.Path:
    """A package below `folder`, which is made. `cases` is a list, or text that is written as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    about = {"format": 1, "title": "A problem of the tests", "topic": "tests", "difficulty": 1}
    about.update({"solution": {"kind": "python", "file": "solution.py"}, "licence": "MIT", "source": "original"})
    about.update(problem)
    (folder / "problem.json").write_text(json.dumps(about))
    text = cases if isinstance(cases, str) else json.dumps({"cases": cases})
    (folder / "cases.json").write_text(text)
    return folder


class Test(unittest.TestCase):
    """A test with a folder of its own that everybody may read, and with the usual checks."""

    maxDiff = None

    def setUp(self) -> None:
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="grade-e2e-"))
        self.folder.chmod(0o755)
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def write(self, name: str, text: "str | bytes") -> pathlib.Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def package(self, cases: object, **problem: object) -> pathlib.Path:
        return make_package(self.folder / "bank" / "tests" / "01", cases, **problem)

    def assertStatus(self, run: Run, name: str) -> None:
        self.assertEqual(STATUSES[name], run.status, str(run))

    def assertSays(self, run: Run, *fragments: str) -> None:
        """On stderr, in one sentence: every line begins with the program's name."""
        for fragment in fragments:
            self.assertIn(fragment, run.err, str(run))
        for line in run.err.splitlines():
            self.assertTrue(re.match(r"grade: |  ", line), f"{line!r}\n{run}")
