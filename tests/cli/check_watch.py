"""`grade watch` as a person uses it: saves by each manner of editors, keys, resizing, ends of all kinds.

usage: check_watch.py GRADE

Run by ctest, on a terminal that this makes. Each check is one function; the first that fails ends the run with
status 1. Nothing is held against a clock.
"""

import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import termios
import time
from typing import Callable

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from terminal import Failed, Terminal, expect  # noqa: E402

GRADE = os.path.abspath(sys.argv[1])
RIGHT = "def double(n):\n    return 2 * n\n"
WRONG = "def double(n):\n    return n + 1  # one more\n"
ENDLESS = "def double(n):\n    while True:\n        pass\n"
PASSES, FAILS = "2 of 2 cases pass", "0 of 2 cases pass"
CASES = [{"name": "doubles two", "eval": "double(2)", "returns": 4},
         {"name": "doubles nine", "eval": "double(9)", "returns": 18}]


def package(path: str, cases: "list[dict]", **more: object) -> None:
    os.makedirs(path, exist_ok=True)
    about: dict = {"format": 1, "title": "Doubling", "names": ["double"], "hints": ["Add it to itself.", "Or use *."]}
    pathlib.Path(path, "problem.json").write_text(json.dumps({**about, **more}), encoding="utf-8")
    pathlib.Path(path, "cases.json").write_text(json.dumps({"cases": cases}), encoding="utf-8")


def save(text: str, name: str = "solution.py") -> None:
    pathlib.Path(name).write_text(text, encoding="utf-8")


def watch(*words: str, **options: int) -> Terminal:
    return Terminal([GRADE, "watch", "--problems", "bank", "t/01", "solution.py", *words], **options)


# Saving -----------------------------------------------------------------------------------------


def by_rename(text: str) -> None:
    save(text, ".solution.py.swp")
    os.rename(".solution.py.swp", "solution.py")


def by_backup(text: str) -> None:
    os.rename("solution.py", "solution.py~")
    save(text)
    os.unlink("solution.py~")


def by_making_anew(text: str) -> None:
    os.unlink("solution.py")
    save(text)


def in_two_goes(text: str) -> None:
    save("")
    save(text)


def without_closing(text: str) -> None:
    """Left open: whoever waits for it to be closed waits for ever."""
    held.append(open("solution.py", "w", encoding="utf-8"))
    held[-1].write(text)
    held[-1].flush()


held: list = []


def every_manner() -> None:
    with watch() as terminal:
        terminal.wait_for("solution.py is not there yet: waiting for it", "q quit")
        save(WRONG)
        terminal.wait_for(FAILS, "doubles two", "expected  4", "also failing:", "doubles nine")
        for number, manner in enumerate([save, by_rename, by_backup, by_making_anew, in_two_goes, without_closing]):
            manner(WRONG if number % 2 else RIGHT)
            terminal.wait_for(FAILS if number % 2 else PASSES)
        os.unlink("solution.py")
        terminal.wait_for("solution.py is gone: waiting for it")
        save(RIGHT)
        terminal.wait_for(PASSES)
        pathlib.Path("other.py").write_text("x", encoding="utf-8")
        pathlib.Path("solution.py").unlink()
        pathlib.Path("solution.py").symlink_to("other.py")
        terminal.wait_for("symbolic link")
        terminal.press("q")
        expect(terminal.end() == 0, "a quit without a result is no failure")


def folder_replaced() -> None:
    """As by a change of branches."""
    os.mkdir("work")
    save(WRONG, "work/solution.py")
    with Terminal([GRADE, "watch", "--problems", "bank", "t/01", "work/solution.py"]) as terminal:
        terminal.wait_for(FAILS)
        os.rename("work", "old")
        terminal.wait_for("work/solution.py is gone")
        os.mkdir("work")
        save(RIGHT, "work/solution.py")
        terminal.wait_for(PASSES)


def saved_during_a_run() -> None:
    """Nobody waits for the verdict of what is already mended."""
    package("bank/t/01", CASES, limits={"cpu_ms": 600000, "wall_ms": 3600000})
    save(ENDLESS)
    with watch() as terminal:
        terminal.wait_for("grading")
        save(RIGHT)
        terminal.wait_for(PASSES)
        save(ENDLESS)
        time.sleep(0.1)
        terminal.press("q")
        expect(terminal.end() in (0, 5), "q during a run")


# Keys -------------------------------------------------------------------------------------------


def keys() -> None:
    save(WRONG)
    with watch() as terminal:
        terminal.wait_for(FAILS, "r run  h hint")
        expect("Add it" not in terminal.screen, "a hint that nobody asked for")
        terminal.press("h")
        terminal.wait_for("hint 1 of 2: Add it to itself.")
        terminal.press("h")
        terminal.wait_for("hint 2 of 2: Or use *.")
        terminal.press("h")
        terminal.wait_for("that was the last hint")
        terminal.press("?")
        terminal.wait_for("run again", "leave, with the last run")
        terminal.press("a")
        terminal.wait_for("--case 2")
        terminal.press("\x1b[A\x1b[Bx")
        for key in "r\n":
            terminal.forget()
            terminal.press(key)
            terminal.wait_for(FAILS)
        terminal.press("q")
        expect(terminal.end() == 1, "the status of a run that fails")
        expect(terminal.restored(), "the terminal is not as it was")


def next_problem() -> None:
    """What `grade next` would say, in a folder as `grade start` makes it; a second one beside the first."""
    for number in ("02", "03"):
        package(f"bank/t/{number}", CASES)
        pathlib.Path(f"bank/t/{number}/starter.py").write_text(WRONG, encoding="utf-8")
        pathlib.Path(f"bank/t/{number}/README.md").write_text("Double it.", encoding="utf-8")
    save(RIGHT)
    with watch() as terminal:
        terminal.wait_for(PASSES)
        terminal.press("n")
        terminal.wait_for("press n again for t/02, in the folder t-02, which is made")
        expect(not os.path.exists("t-02"), "it was made unasked")
        terminal.press("h")
        terminal.wait_for("hint 1 of 2")
        terminal.press("nn")
        terminal.wait_for("solution: t-02/solution.py", FAILS)
        expect(os.path.exists("t-02/README.md"), "no statement")
        save(RIGHT, "t-02/solution.py")
        terminal.wait_for(PASSES)
        terminal.press("nn")
        terminal.wait_for("solution: t-02/../t-03/solution.py", FAILS)
        save(RIGHT, "t-03/solution.py")
        terminal.wait_for(PASSES)
        terminal.press("n")
        terminal.wait_for("there is no other problem to do next")
        terminal.press("q")
        expect(terminal.end() == 0, "status")


def remembered() -> None:
    """Runs and hints are those that `grade progress` and `grade hint` know."""
    save(WRONG)
    with watch() as terminal:
        terminal.wait_for(FAILS)
        terminal.press("h")
        terminal.wait_for("hint 1 of 2")
        save(RIGHT)
        terminal.wait_for(PASSES)
        terminal.press("q")
        terminal.end()
    with watch() as terminal:
        terminal.wait_for(PASSES)
        terminal.press("h")
        terminal.wait_for("hint 2 of 2")
        terminal.press("q")
        terminal.end()
    run = subprocess.run([GRADE, "progress", "--report", "json", "--problems", "bank"], stdout=subprocess.PIPE, check=True)
    record = json.loads(run.stdout)
    expect(record["runs"] == 3 and record["topics"][0]["solved"] == 1, record)
    with watch("--no-progress") as terminal:
        terminal.wait_for(PASSES)
        terminal.press("h")
        terminal.wait_for("hint 1 of 2")


# The problem changes ----------------------------------------------------------------------------


def problem_edited() -> None:
    save(RIGHT)
    with watch() as terminal:
        terminal.wait_for(PASSES)
        package("bank/t/01", CASES[:1])
        terminal.wait_for("1 of 1 case passes", "the problem has changed: loaded again")
        pathlib.Path("bank/t/01/cases.json").write_text('{"cases": [{"nam": 1}]}', encoding="utf-8")
        terminal.wait_for("cannot be loaded", "nam")
        package("bank/t/01", [{"name": "a step with a slip", "eval": "double("}])
        terminal.wait_for("cases.json")
        package("bank/t/01", CASES)
        terminal.wait_for(PASSES)


# The terminal -----------------------------------------------------------------------------------


def resize() -> None:
    save(WRONG)
    with watch() as terminal:
        terminal.wait_for(FAILS)
        terminal.forget()
        terminal.resize(40, 20)
        screen = terminal.wait_for("quit")
        rows = [row for row in screen.split("\n") if "again  grade" not in row]
        expect(max(map(len, rows)) <= 40, screen)


def ends() -> None:
    save(RIGHT)
    for end in ("\x03", signal.SIGTERM, signal.SIGHUP):
        with watch() as terminal:
            terminal.wait_for(PASSES)
            expect(not terminal.modes()[3] & termios.ECHO, "keys are echoed")
            if isinstance(end, str):
                terminal.press(end)
            else:
                terminal.process.send_signal(end)
            expect(terminal.end() == 5, f"{end!r}: status {terminal.process.returncode}")
            expect(terminal.restored(), f"{end!r}: the terminal is not as it was")


def stopped_and_continued() -> None:
    save(RIGHT)
    with watch() as terminal:
        terminal.wait_for(PASSES)
        for _ in range(2):
            terminal.press("\x1a")
            terminal.wait_stopped()
            expect(terminal.restored(), "stopped, the terminal is not as it was")
            save(WRONG)
            terminal.forget()
            terminal.go_on()
            terminal.wait_for(FAILS)
            expect(not terminal.modes()[3] & termios.ECHO, "continued, keys are echoed")
        terminal.press("q")
        expect(terminal.end() == 1, "status")


def terminal_gone() -> None:
    save(RIGHT)
    terminal = watch()
    terminal.wait_for(PASSES)
    os.close(terminal.master)
    expect(terminal.process.wait(30) in (4, 5), terminal.process.returncode)


def lives(pid: int) -> bool:
    try:
        stat = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] not in "ZX"


def killed() -> None:
    """Nothing of the sandbox outlives it."""
    save(RIGHT)
    with watch() as terminal:
        terminal.wait_for(PASSES)
        children = subprocess.run(["pgrep", "-P", str(terminal.process.pid)], stdout=subprocess.PIPE, check=False)
        pids = [int(pid) for pid in children.stdout.split()]
        terminal.process.kill()
        terminal.process.wait()
        end = time.monotonic() + 30
        while any(map(lives, pids)) and time.monotonic() < end:
            time.sleep(0.01)
        expect(pids and not any(map(lives, pids)), pids)


# Without a terminal -----------------------------------------------------------------------------


def lines() -> None:
    """Reports follow each other; nothing is cleared, no key is offered."""
    save(WRONG)
    command = [GRADE, "watch", "--problems", "bank", "t/01", "solution.py"]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        text = b""
        while b"0 of 2 cases pass" not in text:
            text += os.read(process.stdout.fileno(), 65536)
        save(RIGHT)
        while b"2 of 2 cases pass" not in text:
            text += os.read(process.stdout.fileno(), 65536)
        process.send_signal(signal.SIGINT)
        text += process.stdout.read()
        expect(process.wait(30) == 5, process.returncode)
    expect(b"\x1b" not in text and b"quit" not in text, text)


def plain() -> None:
    save(WRONG)
    with watch("--plain") as terminal:
        terminal.wait_for("Outcome: 0 of 2 cases pass", "Failure in case 1: doubles two")
        save(RIGHT)
        terminal.wait_for("Outcome: 2 of 2 cases pass")
        expect(b"\x1b" not in terminal.seen, terminal.seen)


def file_not_named() -> None:
    """The problem's own name for it, here or where `grade start` has put it."""
    os.mkdir("t-01")
    save(WRONG, "t-01/solution.py")
    words = [GRADE, "watch", "--problems", "bank", "t/01"]
    with Terminal(words) as terminal:
        terminal.wait_for("solution: t-01/solution.py", FAILS)
    save(RIGHT)
    with Terminal(words) as terminal:
        terminal.wait_for("solution: solution.py", PASSES)


def dumb() -> None:
    save(WRONG)
    words = [GRADE, "watch", "--problems", "bank", "t/01", "solution.py"]
    with Terminal(["env", "TERM=dumb", *words]) as terminal:
        terminal.wait_for(FAILS)
        expect(b"\x1b" not in terminal.seen, terminal.seen)


def refused() -> None:
    for words, part in ((["t/01", "-"], "cannot be watched"), (["t/01", "no/such/x.py"], "there is no folder no/such"),
                        ([], "no problem named"), (["t/09", "x.py"], "not found"),
                        (["t/01", "x.py", "--report", "json"], "unknown option '--report'"),
                        (["t/01", "x.py", "y.py"], "one too many"),
                        (["t/01", "x.py", "--case", "9"], "no case '9'")):
        run = subprocess.run([GRADE, "watch", "--problems", "bank", *words], stdin=subprocess.DEVNULL,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60, check=False)
        expect(run.returncode == 2 and part in run.stderr.decode(), (words, run))


CHECKS: "list[Callable[[], None]]" = [
    every_manner, folder_replaced, saved_during_a_run, keys, next_problem, remembered, problem_edited, resize, ends,
    stopped_and_continued, terminal_gone, killed, lines, plain, file_not_named, dumb, refused]


def main() -> int:
    for check in CHECKS:
        start = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            os.environ["XDG_STATE_HOME"] = folder + "/state"
            os.environ["GRADE_PROGRESS"] = "on"
            package("bank/t/01", CASES)
            try:
                check()
            except Failed as failure:
                sys.exit(f"{check.__name__}: {failure}")
            finally:
                os.chdir("/")
        print(f"{check.__name__}: {time.monotonic() - start:.2f} s")
    print(f"{len(CHECKS)} checks hold")
    return 0


if __name__ == "__main__":
    sys.exit(main())
