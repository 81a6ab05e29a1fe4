"""The program as a shell sees it: descriptors that are closed or full, odd files, what it leaves.

usage: check_cli.py GRADE

Run by ctest. Each check is one function; the first that fails ends the run with status 1.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
from typing import Any, Callable

GRADE = os.path.abspath(sys.argv[1])
PROBLEM = '{"format": 1, "title": "Doubling"}'
CASES = '{"cases": [{"name": "doubles two", "eval": "double(2)", "returns": 4}]}'


class Failed(Exception):
    """A check did not hold."""


def expect(truth: bool, message: Any) -> None:
    if not truth:
        raise Failed(message)


def grade(*words: str, **options: Any) -> "subprocess.CompletedProcess[bytes]":
    settings: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE,
                                "stdin": subprocess.DEVNULL, "timeout": 60}
    settings.update(options)
    return subprocess.run([GRADE, *words], **settings)


def expect_fault(run: "subprocess.CompletedProcess[bytes]", status: int, part: str) -> None:
    text = run.stderr.decode()
    expect(run.returncode == status, f"status {run.returncode}, not {status}: {text!r}")
    expect(part in text, f"{part!r} is not in {text!r}")
    expect(text.count("\n") == 1, f"not one line: {text!r}")


def full_disk() -> None:
    with open("/dev/full", "wb") as full:
        expect_fault(grade("--help", stdout=full), 4, "standard output: the report could not be")


def reader_gone() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        expect_fault(grade("--help", stdout=pipe), 4, "Broken pipe")


def closed_output() -> None:
    command = ["sh", "-c", '"$0" --help >&-', GRADE]
    run = subprocess.run(command, stderr=subprocess.PIPE, timeout=60, check=False)
    expect_fault(run, 4, "standard output: the report could not be written")


def closed_everything() -> None:
    command = ["sh", "-c", '"$0" --nonsense <&- >&- 2>&-', GRADE]
    run = subprocess.run(command, timeout=60, check=False)
    expect(run.returncode == 2, run.returncode)


def closed_errors() -> None:
    """A report must not get the number of a closed descriptor: complaints would end up in it."""
    os.mkfifo("pipe")
    reader = os.open("pipe", os.O_RDWR | os.O_NONBLOCK)
    command = ["sh", "-c", '"$0" nowhere s.py --report json=pipe 2>&-', GRADE]
    run = subprocess.run(command, timeout=60, check=False)
    expect(run.returncode == 2, run.returncode)
    try:
        expect(False, os.read(reader, 1000))
    except BlockingIOError:
        pass
    finally:
        os.close(reader)


def hostile_names() -> None:
    run = grade("--\x1b[31mred")
    expect_fault(run, 2, "--\\x1b[31mred")
    run = grade("no\x1b]0;x\x07\nsuch", "x.py")
    expect(run.returncode == 2 and b"\x1b" not in run.stderr and b"\x07" not in run.stderr, run)


def solutions() -> None:
    os.mkfifo("fifo")
    os.mkdir("folder")
    pathlib.Path("large.py").write_bytes(b"#" * (1024 * 1024 + 1))
    for name, part in [("missing.py", "missing.py: no such file"), ("fifo", "is a FIFO"),
                       ("folder", "is a folder"), ("/dev/zero", "is a device"),
                       ("large.py", "1048577 bytes, larger than 1048576")]:
        expect_fault(grade("package", name), 2, part)
    with open("large.py", "rb") as large:
        expect_fault(grade("package", "-", stdin=large), 2, "standard input: a solution is at most")


def solutions_are_spared() -> None:
    """A report, or what failed, that is told to go where the solution is."""
    pathlib.Path("mine.py").write_text("def double(x): return 2 * x\n", encoding="utf-8")
    os.link("mine.py", "linked.py")
    for option in ("--report=json=mine.py", "--report=json=linked.py", "--keep-failing=mine.py"):
        expect_fault(grade("package", "mine.py", option), 2, "is the solution")
    expect(pathlib.Path("mine.py").read_text(encoding="utf-8").startswith("def"), "overwritten")
    expect_fault(grade("package", ""), 2, "the name of the solution is empty")


def misspelt_commands() -> None:
    for words in (["strat", "decorators/01"], ["prgress"], ["wacth", "package", "s.py"]):
        expect_fault(grade(*words), 2, f"unknown command '{words[0]}' (did you mean '")
    expect_fault(grade("docker", "s.py"), 2, "that topic has docker/01")  # though doctor is near
    os.rename("package", "lits")  # a folder of that name is a problem
    pathlib.Path("s.py").write_text("", encoding="utf-8")
    expect(grade("lits", "s.py").returncode == 1, "a folder is no command")


def cases_and_packages() -> None:
    pathlib.Path("solution.py").write_text("", encoding="utf-8")
    expect_fault(grade("package", "solution.py", "--case", "doubles tow"), 2,
                 "(did you mean 'doubles two'?)")
    expect_fault(grade("package", "solution.py", "--case", "7"), 2, "no case '7', it has 1 to 1")
    expect_fault(grade("nowhere", "solution.py"), 2, "nowhere")
    os.mkdir("broken")
    pathlib.Path("broken/problem.json").write_text(PROBLEM, encoding="utf-8")
    pathlib.Path("broken/cases.json").write_text('{"cases": [{"nam": 1}]}', encoding="utf-8")
    expect_fault(grade("broken", "solution.py"), 3, "nam")


def nothing_left() -> None:
    """A run that ends early leaves neither a report nor its temporary file."""
    pathlib.Path("old.json").write_text("old", encoding="utf-8")
    before = sorted(os.listdir())
    expect_fault(grade("nowhere", "s.py", "--report", "json=new.json", "--report",
                       "jsonl=old.json"), 2, "nowhere")
    expect(sorted(os.listdir()) == before, os.listdir())
    expect(pathlib.Path("old.json").read_text(encoding="utf-8") == "old", "the old report is gone")
    expect_fault(grade("nowhere", "s.py", "--report", "json=no/such/folder.json"), 2,
                 "no/such/folder.json: cannot write there")


CHECKS: list[Callable[[], None]] = [
    solutions_are_spared,
    misspelt_commands,
    full_disk, reader_gone, closed_output, closed_everything, closed_errors,
    hostile_names, solutions, cases_and_packages, nothing_left]


def main() -> int:
    for check in CHECKS:
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            os.mkdir("package")
            pathlib.Path("package/problem.json").write_text(PROBLEM, encoding="utf-8")
            pathlib.Path("package/cases.json").write_text(CASES, encoding="utf-8")
            try:
                check()
            except Failed as failure:
                sys.exit(f"{check.__name__}: {failure}")
            finally:
                os.chdir("/")
    print(f"{len(CHECKS)} checks hold")
    return 0


if __name__ == "__main__":
    sys.exit(main())
