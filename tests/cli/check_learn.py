"""The learner's commands as somebody at a terminal sees them, and what becomes of the record.

usage: check_learn.py GRADE SOURCE [--update]

Run by ctest. Each check is one function; the first that fails ends the run with status 1. With --update the
screens in tests/data/learn/screens are written anew: look at them before they are committed.
"""

import html.parser
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata
from typing import Any, Callable

GRADE = os.path.abspath(sys.argv[1])
DATA = pathlib.Path(os.path.abspath(sys.argv[2])) / "tests/data/learn"
BANK = str(DATA / "bank")
RIGHT = "def double(number):\n    return 2 * number\n"
WRONG = "def double(number):\n    return number + 2\n"


class Failed(Exception):
    """A check did not hold."""


def expect(truth: bool, message: Any) -> None:
    if not truth:
        raise Failed(message)


def grade(*words: str, columns: int = 80, status: int = 0, stdin: str = "", **more: "str | None") -> Any:
    """Runs it on the bank of these tests, with a record in the folder that we are in; a variable that is None is
    unset."""
    if "--problems" not in words:
        words += ("--problems", BANK)
    env: dict = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "COLUMNS": str(columns), "TZ": "UTC",
                 "XDG_STATE_HOME": os.path.abspath("state"),
                 "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "detect_leaks=0")}
    env.update(more)
    run = subprocess.run([GRADE, *words], input=stdin, capture_output=True, text=True, timeout=60, check=False,
                         env={name: value for name, value in env.items() if value is not None})
    expect(run.returncode == status, f"{words}: status {run.returncode}, not {status}\n{run.stdout}{run.stderr}")
    return run


def quiet(*words: str, **more: Any) -> str:
    """The same, with nothing on standard error."""
    run = grade(*words, **more)
    expect(not run.stderr, f"{words}: {run.stderr}")
    return run.stdout


def refused(*words: str, says: str, status: int = 2, **more: Any) -> None:
    run = grade(*words, status=status, **more)
    expect(says in run.stderr, f"{words}: {says!r} is not in {run.stderr!r}")
    expect(run.stderr.count("\n") == 1 and not run.stdout, f"{words}: not one line: {run.stderr!r} {run.stdout!r}")


def state_of(problem: str) -> dict:
    problems = json.loads(quiet("list", "--report", "json"))["problems"]
    return next(entry for entry in problems if entry["problem"] == problem)


def attempts() -> int:
    return json.loads(quiet("progress", "--report", "json"))["runs"]


# Screens ---------------------------------------------------------------------------------------------------

SCREENS = {
    "list": ["list"],
    "open": ["list", "--state", "open", "-d", "2-3"],
    "show": ["show", "basics/01"],
    "next": ["next", "-n", "9"],
    "hint": ["hint", "basics/01"],
    "roadmap": ["roadmap"],
    "progress": ["progress"],
}


def width_of(line: str) -> int:
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def link_bank() -> None:
    """Under a short name, so that screens have no path of this machine in them."""
    if not os.path.exists("bank"):
        os.symlink(BANK, "bank")


def screen(name: str, columns: int, suffix: str = "", **more: str) -> str:
    """One screen, held against the one that is kept, and against what is true of all."""
    text = quiet(*SCREENS[name], "--problems", "bank", columns=columns, **more)
    path = DATA / "screens" / f"{name}.{columns}{suffix}.txt"
    if "--update" in sys.argv:
        path.write_text(text, encoding="utf-8")
    for line in text.splitlines():
        expect(width_of(line) <= columns, f"{path.name}: {width_of(line)} columns: {line!r}")
        expect(line == line.rstrip(), f"{path.name}: blanks at the end of {line!r}")
        expect(all(c.isprintable() for c in line), f"{path.name}: {line!r}")
    expect(path.exists(), f"{path.name}: there is none (--update writes it)")
    expect(text == path.read_text(encoding="utf-8"), f"{path.name}: it is now\n{text}")
    return text


def screens() -> None:
    link_bank()
    for name in SCREENS:
        for columns in (40, 80, 120):
            if os.path.exists("state"):
                subprocess.run(["rm", "-r", "state"], check=True)
            quiet("progress", "--import", str(DATA / "progress.json"))
            screen(name, columns)


def ascii_screens() -> None:
    """A locale without UTF-8: nothing but ASCII, and nothing is lost."""
    link_bank()
    quiet("progress", "--import", str(DATA / "progress.json"))
    for name in SCREENS:
        text = screen(name, 60, "-ascii", LC_ALL="C")
        expect(text.isascii(), f"{name}: {text!r}")
    expect("\\u6570\\u5b57" in quiet("list", LC_ALL="C"), "the title's letters are gone")


def colour() -> None:
    """Only where it is asked for; and what it says stands there in words as well."""
    quiet("progress", "--import", str(DATA / "progress.json"))
    for name in SCREENS:
        if name == "hint":
            continue
        plain = quiet(*SCREENS[name])
        expect("\x1b" not in plain, f"{name}: escapes without a terminal")
        coloured = quiet(*SCREENS[name], "--color", "always", NO_COLOR="1")
        expect("\x1b[" in coloured, f"{name}: no colour")
        expect(re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain, f"{name}: colour changes the text")


def narrower_than_that() -> None:
    """A terminal of twenty columns, or of a thousand: still all of it."""
    for columns in (1, 20, 999):
        for name in SCREENS:
            expect(quiet(*SCREENS[name], columns=columns) != "", f"{name} at {columns}")


# Recording -------------------------------------------------------------------------------------------------

def write(name: str, text: str) -> str:
    pathlib.Path(name).write_text(text, encoding="utf-8")
    return name


def recording() -> None:
    expect(state_of("basics/01")["state"] == "new", "not new")
    quiet("-q", "basics/01", write("a.py", WRONG), status=1)
    expect(state_of("basics/01")["state"] == "tried", state_of("basics/01"))
    quiet("-q", "basics/01", write("a.py", RIGHT), "--case", "1")
    expect(state_of("basics/01")["state"] == "tried", "one case solved the problem")
    quiet("-q", "basics/01", "-", stdin=RIGHT)
    entry = state_of("basics/01")
    expect(entry["state"] == "solved" and entry["attempts"] == 3, entry)
    expect(entry["solution"] == os.path.abspath("a.py"), entry)
    record = quiet("progress", "--export", "-")
    expect("the secret case" not in record and os.getcwd() not in record, "what stays here is in the export")
    expect(b"the secret case" not in b"".join(path.read_bytes() for path in pathlib.Path("state/grade").iterdir()),
           "a hidden case's name is in the record")


def not_recorded() -> None:
    solution = write("a.py", RIGHT)
    own = pathlib.Path("bank/own/01/solutions")
    own.mkdir(parents=True)
    for name in ("problem.json", "cases.json"):
        (own.parent / name).write_text((DATA / "bank/basics/01" / name).read_text(encoding="utf-8"), encoding="utf-8")
    write(str(own / "reference.py"), RIGHT)
    quiet("-q", "basics/01", solution, "--no-progress")
    quiet("-q", "basics/01", solution, GRADE_PROGRESS="off")
    quiet("-q", "basics/01", solution, CI="true")
    quiet("-q", "bank/own/01", str(own / "reference.py"))
    grade("-q", "basics/01", "missing.py", status=2)
    grade("-q", "basics/03", solution, status=3)
    expect(not os.path.exists("state"), os.listdir("."))
    quiet("-q", "basics/01", solution, CI="true", GRADE_PROGRESS="on")
    expect(attempts() == 1, attempts())


def two_at_once() -> None:
    env = {"PATH": "/usr/bin:/bin", "XDG_STATE_HOME": os.path.abspath("state"),
           "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "detect_leaks=0")}
    write("a.py", WRONG)
    runs = [subprocess.Popen([GRADE, "-q", "basics/01", "a.py", "--problems", BANK], env=env, stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE) for _ in range(4)]
    for run in runs:
        _, told = run.communicate(timeout=60)
        expect(run.returncode == 1 and not told, told)
    expect(attempts() == 4, attempts())


def without_a_home() -> None:
    """Grading is none the worse for it, and says why nothing is remembered."""
    solution = write("a.py", WRONG)
    good = grade("basics/01", solution, status=1)
    for name, env in (("none", {"XDG_STATE_HOME": None}), ("a file above", {"XDG_STATE_HOME": "/dev/null/x"}),
                      ("relative", {"XDG_STATE_HOME": "x", "HOME": "/proc/self"})):
        run = grade("basics/01", solution, status=1, **env)
        expect("progress is not recorded:" in run.stderr and run.stderr.count("\n") == 1, f"{name}: {run.stderr}")
        strip = lambda text: re.sub(r"[\d.]+ m?s\b", "", text)  # noqa: E731
        expect(strip(run.stdout) == strip(good.stdout), f"{name}: {run.stdout}")
        expect(not grade("-q", "basics/01", solution, status=1, **env).stderr, f"{name}: -q is not quiet")
        run = grade("list", **env)
        expect("your progress cannot be read" in run.stderr and "basics/01" in run.stdout, f"{name}: {run}")
        expect("hint 1 of 2" in grade("hint", "basics/01", **env).stdout, name)
        expect("--rung 2" in grade("hint", "basics/01", **env).stdout, f"{name}: how to go on without a memory")
        run = grade("progress", "--export", "-", status=4, **env)
        expect(not run.stdout, run.stdout)


def damaged() -> None:
    solution = write("a.py", RIGHT)
    quiet("-q", "basics/01", solution)
    for path in pathlib.Path("state/grade").iterdir():
        path.write_bytes(b"nonsense" * 1000)
    run = grade("-q", "basics/01", solution)
    expect("was damaged" in run.stderr and "progress.db.damaged-" in run.stderr, run.stderr)
    quiet("-q", "basics/01", solution)
    expect(attempts() == 2, attempts())
    kept = [path for path in pathlib.Path("state/grade").iterdir() if re.search(r"damaged-\d+-\d+$", path.name)]
    expect(len(kept) == 1 and kept[0].read_bytes().startswith(b"nonsense"), kept)


# Commands --------------------------------------------------------------------------------------------------

def start() -> None:
    text = quiet("start", "basics/01")
    expect("basics-01/solution.py" in text and "grade hint basics/01" in text, text)
    solution = pathlib.Path("basics-01/solution.py")
    expect(solution.read_bytes() == pathlib.Path(BANK, "basics/01/starter.py").read_bytes(), "another starter")
    expect(state_of("basics/01")["state"] == "started", state_of("basics/01"))
    solution.write_text("mine", encoding="utf-8")
    for columns in (40, 80):
        text = quiet("start", "basics/01", columns=columns)
        expect("is there already" in text, text)
        expect(all(width_of(line) <= columns or line.startswith("  grade") for line in text.splitlines()[2:]), text)
    expect(solution.read_text(encoding="utf-8") == "mine", "overwritten")
    quiet("start", "basics/01", "deep/er")
    expect(os.path.exists("deep/er/solution.py"), "no folder was made")
    os.mkdir("links")
    os.symlink("outside.py", "links/solution.py")
    quiet("start", "basics/01", "links")
    expect(not os.path.exists("outside.py"), "written through a link")
    refused("start", "basics/01", write("a.py", ""), says="a.py: is there, and is no folder")
    expect(os.path.getsize("a.py") == 0, "a file was touched")
    expect("solution.py" in quiet("start", "further/01"), "a problem without a starter")
    expect(os.path.getsize("further-01/solution.py") == 0, "not empty")


def hints() -> None:
    ladder = [quiet("hint", "basics/01") for _ in range(3)]
    expect("hint 1 of 2" in ladder[0] and "1 more" in ladder[0] and "hint 2" not in ladder[0], ladder[0])
    expect("hint 2 of 2" in ladder[1] and "That was the last one" in ladder[1], ladder[1])
    expect("hint 1 of 2" in ladder[2] and "hint 2 of 2" in ladder[2] and "had all" in ladder[2], ladder[2])
    expect("hint 1 of 2" in quiet("hint", "basics/01", "--rung", "1"), "rung")
    expect(state_of("basics/01")["hints_taken"] == 2, state_of("basics/01"))
    expect("hint 2 of 2" in quiet("hint", "--seen", "basics/01"), "seen")
    expect("no hints" in quiet("hint", "basics/02"), "a problem without hints")
    refused("hint", "basics/01", "--rung", "3", says="basics/01 has 2 hints")


def going_on() -> None:
    """What next says is what one has just been at, in words that a shell takes."""
    os.mkdir("with a blank")
    quiet("-q", "basics/01", write("with a blank/a.py", WRONG), status=1)
    expect("grade basics/01 'with a blank/a.py'" in quiet("next"), quiet("next"))
    quiet("-q", "basics/01", write("with a blank/a.py", RIGHT))
    expect(quiet("next").splitlines()[0].startswith("next   basics/02"), quiet("next"))
    os.rename("with a blank/a.py", "b.py")
    expect("grade start basics/01" in quiet("show", "basics/01"), "a file that has gone is proposed")


def changed_problem() -> None:
    folder = pathlib.Path("bank/topic/01")
    folder.mkdir(parents=True)
    for name in ("problem.json", "cases.json"):
        (folder / name).write_text((DATA / "bank/basics/01" / name).read_text(encoding="utf-8"), encoding="utf-8")
    quiet("-q", str(folder), write("a.py", RIGHT))
    expect("has changed" not in quiet("show", str(folder)), "it has not")
    with open(folder / "cases.json", "a", encoding="utf-8") as file:
        file.write("\n")
    expect("has changed since you solved it" in quiet("show", str(folder)), "it has")


def moving() -> None:
    quiet("progress", "--import", str(DATA / "progress.json"))
    expect("0 of 5 entries added" in quiet("progress", "--import", str(DATA / "progress.json")), "added twice")
    expect("written: out.json" in quiet("progress", "--export", "out.json"), "not said")
    before = quiet("progress", "--export", "-")
    told = quiet("progress", "--reset")
    kept = re.search(r"\S+/progress-[\d-]+\.json", told)
    expect(kept is not None and attempts() == 0, told)
    quiet("progress", "--reset")
    with open(kept[0], encoding="utf-8") as file:
        quiet("progress", "--import", "-", stdin=file.read())
    expect(quiet("progress", "--export", "-") == before, "not what it was")
    for text, says in (("", "line 1"), ("{}", "the key 'format' is missing"), ('{"format": 1, "knid": 1}', "'kind'?")):
        refused("progress", "--import", write("bad.json", text), says=says)
        refused("progress", "--import", "bad.json", says="bad.json: nothing was added")
    refused("progress", "--import", "missing.json", says="missing.json")
    expect(quiet("progress", "--export", "-") == before, "a refused import left something")


def usage() -> None:
    for words, says in [
        (["list", "--sate", "new"], "list: unknown option '--sate' (did you mean '--state'?)"),
        (["list", "--state", "slved"], "--state: 'slved' is unknown (did you mean 'solved'?)"),
        (["list", "--state", "x"], "one of new, started, tried, solved, open"),
        (["list", "-d", "0"], "--difficulty: '0'"), (["list", "-d", "1-9"], "'1-9'"), (["list", "-d", "3-1"], "'3-1'"),
        (["list", "--report", "xml"], "one of text, json"),
        (["list", "--problems", BANK, "--state"], "option '--state' needs a value: --state STATE[,...]"),
        (["show"], "show: something is missing; usage: grade show [OPTIONS] PROBLEM"),
        (["show", "a", "b"], "'b' is one too many"), (["show", "basics/09"], "that topic has basics/01"),
        (["show", "-x", "basics/01"], "unknown option '-x'"),
        (["show", "--raw=1", "basics/01"], "option '--raw' takes no value"),
        (["hint", "basics/01", "--rung", "0"], "'0' is not a whole number from 1 to"),
        (["next", "-n", "1x"], "'1x' is not a whole number"), (["next", "more"], "'more' is one too many"),
        (["progress", "--reset", "--export", "x"], "one at a time"), (["progress", "--export", ""], "is empty"),
        (["roadmap", "--html", "no/such/folder.html"], "no/such/folder.html"),
    ]:
        refused(*words, says=says)
    refused("show", "basics/03", says="unknown key 'tpoic' (did you mean 'topic'?)", status=3)
    for command in ("list", "show", "start", "hint", "next", "progress", "roadmap"):
        text = quiet(command, "--help")
        expect(text.startswith(f"usage: grade {command} ") and "--help" in text, text)
        expect(max(map(len, text.splitlines())) <= 80, f"{command} --help is too wide")


def broken_roadmap() -> None:
    os.mkdir("bank")
    write("bank/topics.json", '{"format": 1, "topcis": []}')
    refused("list", "--problems", "bank", says="bank/topics.json: unknown key 'topcis' (did you mean 'topics'?)", status=3)
    os.remove("bank/topics.json")
    expect("no problems" in quiet("list", "--problems", "bank"), "an empty bank")
    expect("no problems" in quiet("next", "--problems", "bank"), "an empty bank")
    expect("no roadmap" in quiet("roadmap", "--problems", "bank"), "an empty bank")
    os.symlink(DATA / "bank/topics.json", "bank/topics.json")
    refused("list", "--problems", "bank", says="topics.json: is a symbolic link", status=3)


# The page --------------------------------------------------------------------------------------------------

VOID = {"meta", "br", "link", "img", "hr", "input"}


class Page(html.parser.HTMLParser):
    """Tags that nest, ids, and what is asked of elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list = []
        self.ids: list = []
        self.links: list = []
        self.words: list = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        expect(tag not in ("script", "link", "img", "iframe", "object", "b"), f"<{tag}> in the page")
        for name, value in attrs:
            expect(not name.startswith("on") and name != "src", f"{name} in <{tag}>")
            if name == "id":
                self.ids.append(value)
            if name == "href":
                self.links.append(value)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list) -> None:
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        expect(bool(self.open) and self.open[-1] == tag, f"</{tag}> closes {self.open[-1:]}")
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def page() -> None:
    quiet("progress", "--import", str(DATA / "progress.json"))
    for bank in (BANK, str(DATA.parent.parent.parent / "problems")):
        quiet("roadmap", "--html", "roadmap.html", "--problems", bank)
        text = pathlib.Path("roadmap.html").read_text(encoding="utf-8")
        parser = Page()
        parser.feed(text)
        parser.close()
        expect(not parser.open, f"open: {parser.open}")
        expect(len(set(parser.ids)) == len(parser.ids), "an id twice")
        expect(bool(parser.links) and {link[1:] for link in parser.links} <= set(parser.ids), "a link into nothing")
        expect(all(link.startswith("#") for link in parser.links), parser.links)
        expect(not re.search(r"https?:|url\(|@import", text), "the page asks elsewhere")
        expect("default-src 'none'" in text and "prefers-color-scheme:dark" in text, "head")
    quiet("roadmap", "--html", "roadmap.html")
    parser = Page()
    parser.feed(pathlib.Path("roadmap.html").read_text(encoding="utf-8"))
    words = "".join(parser.words)
    for part in ("Double it <again> & again", "The <rest> & more", "of 3 topics done",
                 "数字", "begun", "later", "planned"):
        expect(part in words, f"{part!r} is not on the page")
    expect(quiet("roadmap", "--html", "-").startswith("<!doctype html>"), "standard output")


CHECKS: list[Callable[[], None]] = [
    screens, ascii_screens, colour, narrower_than_that, recording, not_recorded, two_at_once, without_a_home, damaged,
    start, hints, going_on, changed_problem, moving, usage, broken_roadmap, page]


def main() -> int:
    for check in CHECKS:
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
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
