"""What the tests of `grade batch` share: a bank that is graded fast, manifests, journals compared."""

import csv
import json
import os
import pathlib
import re
import time

import grader

# What may differ between two runs that say the same.
VARYING = {"duration_ms", "cpu_ms", "peak_kib", "peak_source", "finished"}

SOLUTIONS = {
    "right": "def f(x):\n    return x * 2\n",
    "wrong": "def f(x):\n    return x + 2\n",
    "raises": "def f(x):\n    raise ValueError(x)\n",
    "leaves": "import os\n\ndef f(x):\n    os._exit(0)\n",
    "crashes": "import os\n\ndef f(x):\n    os.abort()\n",
    "spins": "def f(x):\n    while True:\n        pass\n",
    "not_python": "def f(x:\n",
    "empty": "",
}
SLOW = "import time\n\ndef f(x):\n    end = time.process_time() + 0.03\n    while time.process_time() < end:\n        pass\n    return x * 2\n"

CASES = [
    {"name": "two", "call": "f", "args": [2], "returns": 4},
    {"name": "seven", "call": "f", "args": [7], "returns": 14},
    {"name": "not told", "visibility": "hidden", "call": "f", "args": [31337], "returns": 62674},
]


def cleaned(value: object) -> object:
    if isinstance(value, str):
        return re.sub(r"\buid \d+", "uid N", value)  # each worker has its own
    if isinstance(value, dict):
        return {key: cleaned(item) for key, item in value.items() if key not in VARYING}
    return [cleaned(item) for item in value] if isinstance(value, list) else value


def lines(path: pathlib.Path) -> list:
    text = path.read_text()
    assert not text or text.endswith("\n"), "the last line has no end"
    return [json.loads(line) for line in text.splitlines()]


def results(path: pathlib.Path) -> dict:
    """Of each submission its last result, without what varies."""
    return {(line["problem"], line["id"]): cleaned(line) for line in lines(path)}


def verdicts(path: pathlib.Path) -> dict:
    return {line["id"]: line["verdict"] for line in lines(path)}


class BatchTest(grader.Test):
    """With a bank of two problems and a manifest that is made by `submit`."""

    def setUp(self) -> None:
        super().setUp()
        self.bank = self.folder / "bank"
        for number in ("01", "02"):
            grader.make_package(self.bank / "tests" / number, CASES, limits={"cpu_ms": 80})
        self.rows: list = []
        self.journal = self.folder / "results.jsonl"

    def submit(self, name: str, source: "str | None", problem: str = "tests/01") -> pathlib.Path:
        path = self.folder / "subs" / problem.replace("/", "-") / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        if source is not None:
            path.write_text(source)
        self.rows.append((name, problem, str(path.relative_to(self.folder))))
        return path

    def manifest(self, name: str = "subs.csv") -> pathlib.Path:
        path = self.folder / name
        with open(path, "w", newline="") as file:
            csv.writer(file).writerows([("id", "problem", "solution"), *self.rows])
        return path

    def batch(self, *args: object, **options: object) -> grader.Run:
        return grader.grade("batch", "--problems", self.bank, *args, **options)

    def start(self, *args: object, **options: object):
        return grader.start("batch", "--problems", self.bank, *args, **options)

    def wait_for_lines(self, count: int, path: "pathlib.Path | None" = None, seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        path = path or self.journal
        while time.monotonic() < end:
            if path.exists() and path.read_bytes().count(b"\n") >= count:
                return
            time.sleep(0.005)
        self.fail(f"{count} results did not come in {seconds} s")


def children(pid: int) -> list:
    """The processes that a process has started, as far as they live."""
    try:
        with open(f"/proc/{pid}/task/{pid}/children") as file:
            return [int(word) for word in file.read().split()]
    except FileNotFoundError:
        return []


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
