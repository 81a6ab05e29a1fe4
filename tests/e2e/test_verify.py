"""`grade verify`: a good package is good, and one that is bad in a single way is told just that.

All packages are variants of one, and are verified in one run."""

import json
import pathlib
import re
import subprocess

import grader

ABOUT = {
    "format": 1, "title": "The last of some", "topic": "lists", "concepts": ["index"], "difficulty": 1, "minutes": 10,
    "solution": {"kind": "python", "file": "solution.py"}, "names": ["last"],
    "hints": ["Where does a list end?"],
    "misconceptions": [{"name": "first", "hint": "Which end is it?", "fails": ["the last", "empty[1]"],
                        "passes": ["one"]}],
    "licence": "MIT", "source": "original",
}
CASES = [
    {"name": "the last", "call": "last", "table": [[[[1, 2, 3], 0], 3], [["abc", 9], "c"]], "why": "It is."},
    {"name": "one", "call": "last", "args": [[7], 0], "returns": 7, "keep": "The smallest.", "why": "It is."},
    {"name": "empty", "call": "last", "table": [[[[], 5], 5], [["", "x"], "x"]], "why": "Lists are empty at times."},
]
FILES = {
    "README.md": "# Last\n\nWrite `last(items, otherwise)` in `solution.py`.\n\n```python\nlast([1, 2], 0)  # 2\n```\n",
    "starter.py": "def last(items, otherwise):\n    return None\n",
    "solutions/reference.py": "def last(items, otherwise):\n    if not items:\n        return otherwise\n"
                              "    return items[-1]\n",
    "solutions/wrong/first.py": "def last(items, otherwise):\n    return items[0]\n",
}


class Package:
    """A good one, to be spoilt."""

    def __init__(self) -> None:
        self.about, self.cases, self.files = json.loads(json.dumps(ABOUT)), json.loads(json.dumps(CASES)), dict(FILES)

    def write(self, folder: pathlib.Path) -> None:
        texts = {"problem.json": self.about, "cases.json": {"cases": self.cases}}
        lines = {name: json.dumps(text, indent=1) for name, text in texts.items()}
        for name, text in {**lines, **self.files}.items():
            if text is None:
                continue
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)


SPOILERS = {}


def spoilt(*notes: str):
    """Registers how a package is spoilt, with the notes that it must get: patterns of "file:line: kind: what"."""

    def register(function):
        SPOILERS[function.__name__.replace("_", "-")] = (function, notes)
        return function

    return register


@spoilt()
def good(p): pass


@spoilt(r"README.md:1: error: no such file; it is the statement, all that the learner is told; say what ")
def no_statement(p): p.files["README.md"] = None


@spoilt(r"starter.py:1: error: no such file; the learner starts from it; ")
def no_starter(p): p.files["starter.py"] = None


@spoilt(r"solutions/reference.py:1: error: no such file; nothing shows that the cases can be passed; ")
def no_reference(p): p.files["solutions/reference.py"] = None


@spoilt(r"problem.json:\d+: error: misconception 'first' has no solution; nothing shows that it is recognised; add "
        r"solutions/wrong/first.py", r"solutions/wrong/NAME.py:1: error: no such file; ")
def no_wrong_solution(p): p.files["solutions/wrong/first.py"] = None


@spoilt(r"solutions/wrong/other.py:1: error: no misconception in problem.json is called 'other'; whoever makes this ")
def no_misconception(p): p.files["solutions/wrong/other.py"] = "def last(items, otherwise):\n    return otherwise\n"


@spoilt(r"problem.json:1: error: has no hints; a learner who is stuck stays stuck; add \"hints\"")
def no_hints(p): del p.about["hints"]


@spoilt(r"problem.json:1: warning: does not say \"concepts\", \"minutes\"; ")
def says_little(p): del p.about["concepts"], p.about["minutes"]


@spoilt(r"cases.json:\d+: warning: case 2 'one' has no \"why\"; a learner who fails it reads what, but not why ")
def no_why(p): del p.cases[1]["why"]


@spoilt(r"problem.json:1: error: unknown key 'titel' \(did you mean 'title'\?\); grade refuses the package")
def unknown_key(p): p.about = {"format": 1, "title": "x", "titel": "x"}


@spoilt(r"cases.json:\d+: error: case 2 'one': unknown key 'retruns' \(did you mean 'returns'\?\); grade refuses ")
def unknown_case_key(p): p.cases[1]["retruns"] = 7


@spoilt(r"cases.json:1: error: line 1, column 13: the document ends too early: 1 bracket is not closed; grade refuses ")
def broken_json(p): p.files["cases.json"] = '{"cases": [}'


@spoilt(r"cases.json:\d+: error: case 2 'one': step 1: line 1: SyntaxError: ")
def broken_step(p): p.cases[1] = {"name": "one", "eval": "last((", "returns": 7, "why": "x", "keep": "x"}


@spoilt(r"solutions/more.py:2: error: an accepted solution fails: case 3 'empty' \(error\): raised IndexError: list index "
        r"out of range; grade would refuse a right answer; mend the case, or the solution")
def accepted_fails(p): p.files["solutions/more.py"] = "def last(items, otherwise):\n    return items[-1]\n"


@spoilt(r"starter.py:1: error: the starter passes; there is nothing left to do; take out what the learner is to write")
def starter_passes(p): p.files["starter.py"] = p.files["solutions/reference.py"]


@spoilt(r"solutions/wrong/first.py:1: error: a wrong solution passes; grade would accept a wrong answer; add a case ")
def wrong_passes(p): p.files["solutions/wrong/first.py"] = p.files["solutions/reference.py"]


@spoilt(r"solutions/wrong/first.py:1: error: does not fail 'one', which its misconception says it fails; the mistake is "
        r"not recognised; mend the case, or \"fails\" of 'first' in problem.json",
        r"problem.json:\d+: warning: misconception 'first' names every case in \"fails\", and has no other condition; ",
        r"starter.py:1: warning: the starter is taken for 'first'; who has not begun yet is told of a mistake; ")
def said_to_fail(p):
    p.about["misconceptions"][0]["fails"] = ["the last", "empty", "one"]
    del p.about["misconceptions"][0]["passes"]


@spoilt(r"solutions/wrong/first.py:1: error: fails 'the last\[2\]', which its misconception says it passes; ")
def said_to_pass(p): p.about["misconceptions"][0].update(fails=["empty", "the last[1]"], passes=["the last[2]"])


@spoilt(r"solutions/wrong/first.py:1: error: fails case 3 'empty' \(error\), which its misconception does not say; it may "
        r"hold more than the one mistake; name the case in \"fails\" of 'first', as `grade bless --fails` does, or make ")
def fails_more(p): p.about["misconceptions"][0]["fails"] = ["the last"]


@spoilt(r"solutions/wrong/first.py:1: error: is taken for 'more': both fail 'the last' and 'empty'; its learner gets the "
        r"wrong hint, or none; give 'first' more conditions \(a case that only 'first' fails, a row as in \"case\[2\]\", saw, ",
        r"solutions/wrong/more.py:2: error: does not fail 'the last', which its misconception says it fails; ")
def other_hint(p):
    p.about["misconceptions"].append({"name": "more", "hint": "Another.", "fails": ["the last", "empty"],
                                      "passes": ["one"]})
    del p.about["misconceptions"][0]["passes"]
    p.files["solutions/wrong/more.py"] = "def last(items, otherwise):\n    return items[-1]\n"


# What tells them apart is a case that one of them fails: it is named.
@spoilt(r"solutions/wrong/first.py:1: error: is taken for 'less': both fail 'empty'; its learner gets the wrong hint, or "
        r"none; name 'the last' in \"passes\" of 'less', which 'first' fails$")
def less_is_more(p):
    p.about["misconceptions"].append({"name": "less", "hint": "Another.", "fails": ["empty[1]", "empty[2]"],
                                      "passes": ["one"]})
    p.about["misconceptions"][0].update(fails=["the last", "empty"])
    del p.about["misconceptions"][0]["passes"]
    p.files["solutions/wrong/less.py"] = "def last(items, otherwise):\n    return items[-1]\n"


@spoilt(r"solutions/wrong/first.py:1: error: cannot be told from 'twin': both fail 'the last' and 'empty'; its learner gets ",
        r"solutions/wrong/again.py:1: error: cannot be told from 'twin': ",
        r"solutions/wrong/twin.py:1: error: cannot be told from 'first': both fail 'the last' and 'empty'; its learner gets ",
        r"solutions/wrong/twin.py:1: error: cannot be told from 'again': ")
def same_conditions(p):
    p.about["misconceptions"].append(dict(p.about["misconceptions"][0], name="twin", hint="Another hint."))
    p.about["misconceptions"].append(dict(p.about["misconceptions"][0], name="again"))  # no rival of `first`: the same hint
    p.files["solutions/wrong/twin.py"] = p.files["solutions/wrong/first.py"] + "# as above\n"
    p.files["solutions/wrong/again.py"] = p.files["solutions/wrong/first.py"] + "# and again\n"


@spoilt(r"solutions/wrong/first.py:1: error: is not recognised as its own misconception: its \"saw\" does not hold; ")
def saw_another(p): p.about["misconceptions"][0]["saw"] = {"the last[1]": 2}


@spoilt()
def saw_of_a_row(p): p.about["misconceptions"][0]["saw"] = {"the last[1]": 1, "the last[2]": "a"}


@spoilt(r"problem.json:\d+: error: misconception 'first' looks in \"saw\" at 'one', which stands in its \"passes\"; nothing ",
        r"solutions/wrong/first.py:1: error: is not recognised as its own misconception: its \"saw\" does not hold; ")
def saw_what_passes(p): p.about["misconceptions"][0]["saw"] = {"one": 7}


@spoilt(r"problem.json:\d+: error: misconception 'first' names no case that it fails, and has no rule; it is never "
        r"recognised; name the cases in \"fails\", as `grade bless --fails` does",
        r"solutions/wrong/first.py:1: error: fails case 1 'the last' ", r"solutions/wrong/first.py:1: error: fails case 3 'empty' ")
def only_passes(p): del p.about["misconceptions"][0]["fails"]


@spoilt(r"problem.json:\d+: error: misconceptions: item 1 'first': has no condition: give 'fails' \(as `grade bless --fails` ")
def no_condition(p): p.about["misconceptions"][0].update(fails=[], passes=[])


@spoilt(r"problem.json:\d+: warning: misconception 'first' has a \"passes\" that is empty; that says nothing; name a case that "
        r"this mistake leaves right, or take the key away",
        r"problem.json:\d+: warning: misconception 'first' has a \"saw\" that is empty; that says nothing; say what comes ",
        r"starter.py:1: warning: the starter is taken for 'first'; ")
def empty_conditions(p): p.about["misconceptions"][0].update(passes=[], saw={})


@spoilt(r"problem.json:\d+: warning: misconception 'first' has a \"fails\" that is empty; that says nothing; name a case ",
        r"solutions/wrong/first.py:1: error: fails case 1 'the last' ", r"solutions/wrong/first.py:1: error: fails case 3 'empty' ")
def empty_beside_a_rule(p): p.about["misconceptions"][0].update(fails=[], rule={"forbid": "if"})


@spoilt(r"problem.json:\d+: warning: misconception 'first' names 'empty\[1\]' in \"fails\", and 'empty', too; one says what "
        r"the other does, and they count as two conditions; take one of them away")
def case_and_its_row(p): p.about["misconceptions"][0]["fails"].append("empty")


@spoilt(r"problem.json:\d+: warning: misconception 'first' names every case in \"fails\", and has no other condition; who has "
        r"nothing right yet is told of this mistake; say in \"saw\" what comes of a case, give a \"rule\", or add a case ",
        r"starter.py:1: warning: the starter is taken for 'first'; ")
def fails_all(p):
    p.about["misconceptions"][0]["fails"] = ["the last", "one", "empty"]
    del p.about["misconceptions"][0]["passes"]
    p.cases[1]["args"] = [[6, 7], 0]


@spoilt(r"cases.json:\d+: error: case 4 'luck' of solutions/reference.py becomes wrong with another hash seed; a verdict "
        r"must not depend on luck; find what is not fixed: the order of a set, time, what another case left, a budget")
def luck(p):
    p.files["solutions/reference.py"] += "\ndef some():\n    return list({'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'})\n"
    p.about["names"].append("some")
    p.about["misconceptions"][0]["fails"].append("luck")
    p.files["starter.py"] += "\ndef some():\n    return None\n"
    p.files["solutions/wrong/first.py"] += "\ndef some():\n    return None\n"
    p.files["README.md"] += "\nAnd `some()`.\n"
    p.cases.append({"name": "luck", "call": "some", "returns": order_of_seed(), "why": "x"})


def order_of_seed() -> list:
    """What the usual seed makes of that set."""
    command = ["/usr/bin/python3", "-c", "print(*{'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'})"]
    return subprocess.run(command, env={"PYTHONHASHSEED": "0"}, stdout=subprocess.PIPE, check=True).stdout.decode().split()


@spoilt(r"cases.json:\d+: error: case 4 'slow' of solutions/reference.py becomes cpu-limit with half the CPU time; ")
def small_budget(p):
    p.files["helpers.py"] = "import time\n\ndef burn():\n    while time.process_time() < 0.9:\n        pass\n"
    p.cases.append({"name": "slow", "exec": "burn()", "eval": "last([4], 0)", "returns": 4, "why": "x", "keep": "x",
                    "limits": {"cpu_ms": 1600}})


@spoilt(r"cases.json:\d+: warning: case 4 'guess' expects only what could be guessed; a solution that answers True, None, "
        r"0 or \[\] whatever it is asked may pass; return the value itself instead of a verdict about it")
def guess(p): p.cases.append({"name": "guess", "eval": "last([3], 0) == 3", "returns": True, "why": "x", "keep": "x"})


@spoilt(r"cases.json:\d+: warning: case 4 'nothing' expects nothing; it passes as long as nothing is raised; ")
def nothing(p): p.cases.append({"name": "nothing", "exec": "last([3], 0)", "why": "x", "keep": "x"})


@spoilt()
def laws(p):
    p.cases.append({"name": "laws", "laws": {"values": ["last([3], 0)", "last([4], 0)"], "ordered": True}, "why": "x",
                    "keep": "x"})


@spoilt(r"cases.json:\d+: warning: case 4 'times' uses a time of 0.1 s, which is no multiple of 1/8 s; floats do not ")
def times(p):
    p.cases.append({"name": "times", "given": {"f": {"$function": {"return": [4], "delay": 0.1}}}, "exec": "xs = f()",
                    "eval": "last(xs, 0)", "returns": 4, "then": {"clock.elapsed": 0.1}, "why": "x", "keep": "x"})


@spoilt(r"cases.json:\d+: warning: case 2 'one' catches nothing new; no wrong solution and no mutant fails it first; add ")
def superfluous(p): del p.cases[1]["keep"]


@spoilt(r"solutions/reference.py:1: error: the cases notice 9 of 11 mutants, which is less than 90 in a hundred; ",
        r"solutions/reference.py:2: warning: no case notices the mutant \"last: len\(items\) < 1 -> len\(items\) <= 1\"; a solution with this mistake passes; "
        r"add a case that tells it from the reference, or mark it in problem.json: ",
        r"solutions/reference.py:2: warning: no case notices the mutant \"last: 1 -> 2 in len\(items\) < 1\"; ")
def mutant_survives(p):
    p.files["solutions/reference.py"] = FILES["solutions/reference.py"].replace("not items", "len(items) < 1")
    p.cases[2]["table"] = p.cases[2]["table"][:1]
    p.about["misconceptions"][0]["fails"] = ["the last", "empty"]
    p.cases[1].update(args=[[7, 7], 0])


@spoilt(r"problem.json:\d+: warning: there is no mutant \"last: gone -> pass\" \(any more\); the mark says nothing; ")
def stale_mark(p): p.about["mutants"] = {"equivalent": [{"id": "last: gone -> pass", "why": "x"}]}


@spoilt(r"solutions/reference.py:4: warning: the mutant \"last: return items\[-1\] -> return None\" is marked as equivalent, "
        r"but case 1 'the last' notices it; ")
def wrong_mark(p):
    p.about["mutants"] = {"equivalent": [{"id": "last: return items[-1] -> return None", "why": "x"}]}


@spoilt(r"README.md:1: error: does not name 'last', which the solution must define; ",
        r"README.md:1: warning: does not name the file 'solution.py'; ")
def says_no_name(p): p.files["README.md"] = "# A problem\n\nlastly, write it.\n"


@spoilt(r"README.md:9: error: the link to '../99/README.md' leads nowhere; the learner finds nothing there; link to what ",
        r"README.md:9: error: the link to '#nowhere' leads nowhere; ")
def links(p): p.files["README.md"] += "\n[a](../99/README.md) [b](#nowhere) [c](#last) [d](https://example.org) [e](README.md)\n"


@spoilt(r"README.md:6: warning: the example does not run with the reference: raised NameError: name 'lost' is not defined; ")
def example_fails(p): p.files["README.md"] = FILES["README.md"].replace("last([1, 2], 0)", "lost([1, 2], 0)")


@spoilt(r"README.md:6: warning: an example is no Python: .*SyntaxError")
def example_broken(p): p.files["README.md"] = FILES["README.md"].replace("last([1, 2], 0)", "last([1, 2], 0")


@spoilt()
def example_meant(p):
    p.files["README.md"] += "\n```python\nlast(5, 0)  # TypeError\n```\n\n```python no-run\nmore()\n```\n"


@spoilt(r"README.md:11: warning: 'last' is def \(items\), but in the reference def \(items, otherwise\); who follows ")
def other_signature(p): p.files["README.md"] += "\n```python\n\ndef last(items):\n    ...\n```\n"


@spoilt(r"starter.py:1: warning: 'last' is def \(xs\), but in the reference def \(items, otherwise\); the learner starts ")
def starter_signature(p): p.files["starter.py"] = "def last(xs):\n    return None\n"


@spoilt(r"starter.py:1: warning: does not define 'last'; ")
def starter_without(p): p.files["starter.py"] = "# write it here\n"


@spoilt(r"starter.py:1: warning: is no Python that can be read; ")
def starter_broken(p): p.files["starter.py"] = "def last(:\n"


@spoilt(r"problem.json:\d+: warning: hint 1 gives the solution away: if not items: return otherwise return items\[-1\]?; ")
def telling_hint(p): p.about["hints"] = ["Try `if not items: return otherwise return items[-1]`."]


@spoilt(r"problem.json:\d+: warning: requires 'lists/98', which is not in the bank; ")
def requires_missing(p): p.about["requires"] = ["lists/98", "loops"]


@spoilt(r"README.md:1: warning: takes about 6 minutes to read \(10\d\d words\), of the 10 that the problem should take; ")
def too_long(p): p.files["README.md"] += "word " * 1000


@spoilt(r"problem.json:1: skipped: needs the Python module no_such_module: apt install python3-no-such-module")
def missing_module(p): p.about["python"] = {"preload": ["no_such_module"]}


# What only a run with mutants finds.
WHOLE = {"superfluous", "mutant-survives", "stale-mark", "wrong-mark", "good"}


class Verify(grader.Test):
    def verify(self, names: set, *options: str) -> None:
        for name in names:
            package = Package()
            SPOILERS[name][0](package)
            package.write(self.folder / "bank" / "lists" / name)
        run = grader.grade("verify", "--report", "json", *options, "bank", cwd=self.folder, timeout=300)
        found = {pathlib.Path(one["folder"]).name: one for one in run.report["packages"]}
        self.assertEqual(names, set(found))
        for name in names:
            with self.subTest(name):
                self.check(found[name], SPOILERS[name][1])
        self.assertStatus(run, "failed")

    def test_each_way_of_being_bad(self) -> None:
        self.verify(set(SPOILERS) - WHOLE, "--no-mutants")

    def test_what_mutants_find(self) -> None:
        self.verify(WHOLE)

    def check(self, package: dict, patterns: tuple) -> None:
        lines = []
        for note in package["notes"]:
            file = note["file"].split("/", 3)[3]
            words = "; ".join(word for word in (note["what"], note["why"], note["mend"]) if word)
            lines.append(f"{file}:{note['line']}: {note['kind']}: {words}")
        errors = any(note["kind"] == "error" for note in package["notes"])
        self.assertEqual(not errors, package["good"])
        for pattern in patterns:
            self.assertTrue(any(re.match(pattern, line) for line in lines), f"{pattern}\n" + "\n".join(lines))
        for line in lines:
            self.assertTrue(any(re.match(pattern, line) for pattern in patterns), f"beside what is wrong: {line}")


if __name__ == "__main__":
    raise SystemExit("see run.py")
