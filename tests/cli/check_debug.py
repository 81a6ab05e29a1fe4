"""`grade --debug`: refuses without a terminal and without a yes, and otherwise runs the failing case under pdb.

usage: check_debug.py GRADE
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from terminal import Failed, Terminal, expect  # noqa: E402

GRADE = os.path.abspath(sys.argv[1])
CASES = [
    {"name": "a table", "call": "half", "table": [[[4], 2], [[7], 3]]},
    {"name": "hidden", "visibility": "hidden", "eval": "half(2)", "returns": 0},
    {"name": "a rule", "rule": {"require": "yield"}},
    {"name": "drawn", "call": "half", "generate": {"args": [{"int": {"min": 0, "max": 9}}]}},
    {"name": "passes", "eval": "half(2)", "returns": 1},
    {"name": "what is given", "given": {"ask": {"$function": [{"return": 4}, {"raise": "OSError", "args": ["no"]}]}},
     "steps": [{"exec": "first = ask()"}, {"eval": "ask()", "raises": "OSError"}, {"eval": "half(first)", "returns": 3}]},
    {"name": "awaits", "given": {"get": {"$async_function": {"echo": True, "delay": 0.01}}},
     "eval": "half(await get(6))", "returns": 4},
    {"name": "raises", "eval": "half('x')", "returns": 1},
    {"name": "a program", "stdin": "12\n", "stdout": "7\n"},
]
# Touches a file where it can: outside of the sandbox.
SOLUTION = """\
import pathlib, sys
try:
    pathlib.Path("MARK").touch()
except OSError:
    pass
def half(n):
    result = n / 2
    return result if result != 1 else 1
if __name__ == "__main__":
    value = half(int(input()))
    print(value)
"""


def words(case: str, *more: str) -> "list[str]":
    return [GRADE, "--no-progress", "bank", "solution.py", "--debug", "--case", case, *more]


def refused() -> None:
    run = subprocess.run(words("1"), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    expect(run.returncode == 2 and b"that takes a terminal" in run.stderr, run)
    for case, part in (("2", "is hidden"), ("3", "nothing runs in it"), ("4", "--keep-failing"),
                       ("9", "no case '10'")):
        with Terminal(words(case) if case != "9" else words("10")) as terminal:
            terminal.wait_for(part)
            expect(terminal.end() == 2, terminal.process.returncode)
    with Terminal([GRADE, "bank", "solution.py", "--debug"]) as terminal:
        terminal.wait_for("one case at a time")
        expect(terminal.end() == 2, terminal.process.returncode)


def nothing_without_a_yes() -> None:
    for answer in ("no\n", "\n", "y\n", "yes please\n", "\x04"):
        with Terminal(words("1")) as terminal:
            terminal.wait_for("OUTSIDE of the sandbox", "Type yes and Enter:")
            terminal.press(answer)
            terminal.wait_for("nothing was run")
            expect(terminal.end() == 1, terminal.process.returncode)
    with Terminal(words("5")) as terminal:
        terminal.wait_for("nothing to debug")
        expect(terminal.end() == 0, terminal.process.returncode)
    expect(not os.path.exists(mark), "it ran")


def session(case: str, *talk: "tuple[str, str]") -> None:
    """Says yes, then waits for each text and types what follows it."""
    with Terminal(words(case), columns=100, rows=60, TMPDIR=os.getcwd() + "/temporary") as terminal:
        terminal.wait_for("Type yes and Enter:")
        terminal.press("yes\n")
        for text, typed in talk:
            terminal.wait_for(text)
            if typed:
                terminal.forget()
                terminal.press(typed)
        expect(terminal.end() == 1, terminal.process.returncode)
    expect(os.listdir("temporary") == [], "something is left")


def debugged() -> None:
    session("1", ("-> half(4)", "s\n"), ("--Call--", "n\n"), ("-> result = n / 2", "p n\n"), ("4", "c\n"))
    expect(os.path.exists(mark), "it did not run outside")
    session("6", ("-> first = ask()", "c\n"), ("-> ask()", "c\n"), ("it raised OSError: no", ""),
            ("expected: 3", "s\n"), ("--Call--", "c\n"), ("it gave: 2.0", ""))
    session("7", ("(Pdb)", "b half\n"), ("Breakpoint 1", "c\n"), ("-> result = n / 2", "p n\n"), ("6", "c\n"),
            ("it gave: 3.0", ""))
    session("8", ("-> half('x')", "c\n"), ("it raised TypeError", ""), ("-> result = n / 2", "p n\n"), ("'x'", "q\n"))
    session("9", ("-> import pathlib, sys", "b 7\n"), ("Breakpoint 1", "c\n"), ("-> result = n / 2", "p n\n"), ("12", "c\n"),
            ("6.0", ""))


def import_fails() -> None:
    pathlib.Path("solution.py").write_text("import math\nlimit = math.pie\ndef half(n): return 0\n", encoding="utf-8")
    session("1", ("-> import math", "c\n"), ("importing it raised AttributeError", ""), ("-> limit = math.pie", "q\n"))


mark = ""


def main() -> int:
    global mark
    checks = [refused, nothing_without_a_yes, debugged, import_fails]
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        mark = os.path.join(folder, "mark")
        os.mkdir("bank")
        os.mkdir("temporary")
        pathlib.Path("bank/problem.json").write_text('{"format": 1, "title": "Half"}', encoding="utf-8")
        pathlib.Path("bank/cases.json").write_text(json.dumps({"cases": CASES}), encoding="utf-8")
        os.makedirs("bank/solutions")
        pathlib.Path("bank/solutions/reference.py").write_text("def half(n): return n // 2\n", encoding="utf-8")
        pathlib.Path("solution.py").write_text(SOLUTION.replace("MARK", mark), encoding="utf-8")
        for check in checks:
            try:
                check()
            except Failed as failure:
                sys.exit(f"{check.__name__}: {failure}")
        os.chdir("/")
    print(f"{len(checks)} checks hold")
    return 0


if __name__ == "__main__":
    sys.exit(main())
