"""The tools for authors from outside: the tutorial as it is written, `new`, `bless`, `mutate`."""

import json
import os
import pathlib
import re
import signal
import subprocess
import textwrap

import grader

FILE = re.compile(r"^In (\S+):\n\n((?:    .*\n|\n)+)", re.M)
COMMAND = re.compile(r"^  \$ (.*)$", re.M)

SOLVE = "def solve(numbers):\n    if not numbers:\n        raise ValueError('no numbers')\n    return {}\n"
CASES = """{"cases": [
  {"name": "table", "call": "solve", "table": [[[[3, 9, 1]], 9], [[[7, 8, 2]], 8]]},
  {"name": "one", "eval": "solve([5])", "returns": 5},
  {"name": "none", "eval": "solve([])", "raises": "ValueError"},
  {"name": "below", "eval": "solve([-4, -2])", "returns": -2}
]}
"""


def order_of_seed() -> str:
    """Of that set under the usual seed."""
    command = ["/usr/bin/python3", "-c", "print(''.join({*'abcdefgh'}))"]
    return subprocess.run(command, env={"PYTHONHASHSEED": "0"}, stdout=subprocess.PIPE, check=True).stdout.decode().strip()


class Authors(grader.Test):
    def author(self, *args: object, status: str = "passed", **options: object) -> grader.Run:
        run = grader.grade(*args, cwd=self.folder, **options)
        self.assertStatus(run, status)
        return run

    def read(self, name: str) -> str:
        return (self.folder / "problems" / name).read_text()

    def test_tutorial(self) -> None:
        """From an empty folder, in the order of the text: files are written and commands are run."""
        text = self.author("help", "authors").out
        parts = sorted([*FILE.finditer(text), *COMMAND.finditer(text)], key=lambda match: match.start())
        path = self.folder / "bin"
        path.mkdir()
        (path / "grade").symlink_to(grader.program)
        env = grader.environment(PATH=f"{path}:/usr/bin:/bin")
        commands = 0
        for part in parts:
            if part.re is FILE:
                self.write(part[1], textwrap.dedent(part[2]).rstrip("\n") + "\n")
                continue
            commands += 1
            run = subprocess.run(["sh", "-c", part[1]], cwd=self.folder, env=env, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
            said = run.stdout.decode()
            self.assertEqual(0, run.returncode, f"{part[1]}\n{said}")
            if part[1].startswith("grade verify"):
                self.assertNotRegex(said, "error|warning")
                self.assertRegex(said, r"4 cases, 3 solutions, \d+ of \d+ mutants caught")
        self.assertGreaterEqual(commands, 5)
        self.assertIn('{"args": [[4, 1, 2, 8]], "returns": 3.0}', self.read("statistics/01/cases.json"))

    def test_every_template_is_good(self) -> None:
        kinds = re.findall(r"^  (\w+) ", self.author("new", "--list").out, re.M)
        self.assertIn("function", kinds)
        for number, kind in enumerate(kinds, 10):
            self.author("new", f"made/{number}", "--kind", kind, "--title", "It's one")
        packages = self.author("verify", "--report", "json").report["packages"]
        self.assertEqual(len(kinds), len(packages))
        self.assertEqual([], [note for package in packages for note in package["notes"]])

    def test_new_refuses(self) -> None:
        self.author("new", "lists/01")
        rows = (
            (("lists/01",), "problems/lists/01: is there already"),
            (("Lists/01",), "'Lists/01' is no name for a problem"),
            (("../01",), "'../01' is no name for a problem"),
            (("lists",), "'lists' is no name for a problem"),
            (("lists/02", "--kind", "functoin"), "new: --kind: 'functoin' is unknown (did you mean 'function'?)"),
            (("lists/02", "--name", "a-b"), "'a-b' is not a name of Python"),
            (("lists/02", "--title", 'a "quote"'), "the title must be one line"),
            (("lists/02", "lists/03"), "new: name one problem to make"),
            ((), "new: name one problem to make"),
        )
        for args, message in rows:
            with self.subTest(args):
                self.assertSays(self.author("new", *args, status="usage"), message)
        self.assertEqual(["01"], os.listdir(self.folder / "problems" / "lists"))

    def blessed(self, cases: str) -> pathlib.Path:
        self.author("new", "lists/01")
        return self.write("problems/lists/01/cases.json", cases)

    def test_bless(self) -> None:
        cases = """{"cases": [
  {"name": "plain",
   "call": "solve",   "args": [[3,  9]],
   "why": "kept  as it is"},
  {"name": "below zero", "call": "solve", "table": [{"args": [[-1]]}, [[[5]], 5], {"args": [[]]}]},
  {"name": "steps", "steps": [{"eval": "solve([1.5])"}, {"exec": "xs = {4}"}, {"eval": "(solve([2]), xs)"}]},
  {"name": "some numbers", "eval": "solve([2])", "returns": 2}
]}
"""
        path = self.blessed(cases)
        check = self.author("bless", "--check", "lists/01", status="failed")
        self.assertIn('-   "call": "solve",   "args": [[3,  9]],\n+   "call": "solve",   "args": [[3,  9]], "returns": 9,',
                      check.out)
        self.assertEqual(cases, path.read_text())
        run = self.author("bless", "lists/01")
        self.assertIn("lists/01: 5 expectations written; read them", run.out)
        text = path.read_text()
        for part in ('"args": [[3,  9]], "returns": 9,\n   "why": "kept  as it is"', '{"args": [[-1]], "returns": -1}',
                     '{"args": [[]], "raises": {"type": "ValueError", "match": "^no numbers$"}}',
                     '{"eval": "solve([1.5])", "returns": 1.5}', '"returns": {"$tuple": [2, {"$set": [4]}]}'):
            self.assertIn(part, text)
        json.loads(text)
        self.assertIn("0 expectations written", self.author("bless", "lists/01").out)
        self.assertEqual(text, path.read_text())
        solution = self.folder / "problems/lists/01/solutions/reference.py"
        self.author("lists/01", solution)

    def test_bless_refuses_luck(self) -> None:
        self.blessed('{"cases": [{"name": "some numbers", "eval": "list({\'a\', \'b\', \'c\', \'d\', \'e\', \'f\'})"},\n'
                     '{"name": "below zero", "eval": "solve([2])", "returns": 2}]}\n')
        run = self.author("bless", "lists/01")
        self.assertIn("case 1 'some numbers', step 1 differs from run to run: expect what stays, with a matcher", run.out)
        self.assertIn("0 expectations written", run.out)

    def mistaken(self, misconceptions: str, cases: str = CASES, **wrong: str) -> pathlib.Path:
        """A problem whose solution takes the largest of some numbers, with these misconceptions and solutions."""
        self.blessed(cases)
        os.remove(self.folder / "problems/lists/01/solutions/wrong/starts_at_zero.py")
        for name, text in wrong.items():
            self.write(f"problems/lists/01/solutions/wrong/{name}.py", text)
        about = (self.folder / "problems/lists/01/problem.json").read_text()
        head, rest = about.split('"misconceptions": [', 1)
        return self.write("problems/lists/01/problem.json", f'{head}"misconceptions": [{misconceptions}]{rest.split("]", 3)[3]}')

    def test_bless_fails(self) -> None:
        path = self.mistaken("""
    {"name": "first", "hint": "?",   "fails": []},
    {
      "name": "last",
      "hint": "Which one is it?",
      "x-note": "kept  as it is"
    },
    {"name": "least", "hint": "!",
     "fails": [
       "none",
       "\\u0074able[2]"
     ], "passes": ["one"]},
    {"name": "zero", "hint": "0", "fails": ["below"], "passes": ["one"]}
  """, first=SOLVE.format("numbers[0]"), last=SOLVE.format("numbers[-1]"), least=SOLVE.format("min(numbers)"),
                             zero=SOLVE.format("max(0, *numbers)"))
        before = path.read_text()
        check = self.author("bless", "--fails", "--check", "lists/01", status="failed")
        self.assertIn('-    {"name": "first", "hint": "?",   "fails": []},\n', check.out)
        self.assertIn('+    {"name": "first", "hint": "?",   "fails": ["table", "below"]},\n', check.out)
        self.assertIn('lists/01: "fails" of 3 misconceptions to write\n', check.out)
        self.assertEqual(before, path.read_text())
        run = self.author("bless", "--fails", "lists/01")
        self.assertIn('lists/01: "fails" of 3 misconceptions written; read them: they say what the wrong solutions fail', run.out)
        after = (before.replace('"fails": []', '"fails": ["table", "below"]')
                 .replace('"Which one is it?",', '"Which one is it?",\n      "fails": ["table"],')
                 .replace('"none",\n       "\\u0074able[2]"\n', '"\\u0074able[2]",\n       "below"\n'))
        self.assertEqual(after, path.read_text())
        self.assertIn('"fails" of 0 misconceptions written\n', self.author("bless", "--fails", "lists/01").out)
        self.assertEqual(after, path.read_text())

    def test_bless_fails_as_the_lines_are(self) -> None:
        """Tabs and the line ends of another system stay."""
        path = self.mistaken('\r\n\t{\r\n\t\t"name": "last",\r\n\t\t"hint": "?"\r\n\t}', last=SOLVE.format("numbers[-1]"))
        before = path.read_bytes()
        self.author("bless", "--fails", "lists/01")
        self.assertEqual(before.replace(b'"hint": "?"', b'"hint": "?",\r\n\t\t"fails": ["table"]'), path.read_bytes())

    def test_bless_fails_refuses(self) -> None:
        path = self.mistaken("""
    {"name": "good", "hint": "?"},
    {"name": "gone", "hint": "?"},
    {"name": "says_it_passes", "hint": "?", "passes": ["table[2]"]},
    {"name": "luck", "hint": "?"},
    {"name": "last", "hint": "?"}
  """, good=SOLVE.format("max(numbers)"), says_it_passes=SOLVE.format("min(numbers)"), last=SOLVE.format("numbers[-1]"),
                             luck=SOLVE.format("max(numbers) + (''.join({*'abcdefgh'}) == '%s')" % order_of_seed()))
        run = self.author("bless", "--fails", "lists/01", status="failed")
        for line in ("misconception 'good' passes every case: add one that solutions/wrong/good.py fails",
                     "misconception 'gone' has no file in solutions/wrong: add the mistake that it is",
                     "misconception 'says_it_passes' fails 'table[2]', which stands in its \"passes\": take it out there",
                     "misconception 'luck' fails case 1 'table' in one run and not in another: find what is not fixed"):
            self.assertIn(f"problems/lists/01/problem.json: {line}", run.out)
        self.assertIn('"fails" of 1 misconception written, 4 refused; read them', run.out)
        self.assertIn('{"name": "last", "hint": "?", "fails": ["table"]}', path.read_text())
        self.write("problems/lists/01/solutions/reference.py", SOLVE.format("min(numbers)"))
        run = self.author("bless", "--fails", "lists/01", status="package")
        self.assertSays(run, "lists/01: the reference fails: case 1 'table' (wrong)")

    def test_mutate(self) -> None:
        path = self.blessed('{"cases": [{"name": "some numbers", "call": "solve", "table": [[[[3, 4]], 4]]},\n'
                            '{"name": "below zero", "call": "solve", "table": [[[[-3, -2]], -2]]}]}\n')
        run = self.author("mutate", "lists/01", status="failed")
        self.assertIn("solutions/reference.py:4:9: survives: solve: raise ValueError('no numbers') -> pass", run.out)
        self.assertIn('    -        raise ValueError("no numbers")\n    +        pass\n', run.out)
        self.assertIn("told apart by: solve([]): raises ValueError, but with the mutant raises IndexError; a row for case 1",
                      run.out)
        self.assertIn('the row: {"args": [[]], "raises": "ValueError"}', run.out)
        document = json.loads(self.author("mutate", "--json", "--all", "lists/01", status="failed").out)
        survivors = [mutant["id"] for mutant in document["mutants"] if not mutant["noticed"]]
        about = json.loads(self.read("lists/01/problem.json"))
        about["mutants"] = {"equivalent": [{"id": one, "why": "for the test"} for one in survivors]}
        self.write("problems/lists/01/problem.json", json.dumps(about))
        self.assertIn(f"{len(survivors)} equivalent", self.author("mutate", "lists/01").out)
        reference = self.folder / "problems/lists/01/solutions/reference.py"
        reference.write_text("# a line more\n\n\n" + reference.read_text())
        self.author("mutate", "lists/01")  # marks outlive edits elsewhere
        self.assertTrue(path.exists())
        self.author("new", "lists/02", "--kind", "tests")
        self.assertIn("the subjects are the mutants that it has to notice", self.author("mutate", "lists/02").out)

    def test_reports_of_verify(self) -> None:
        self.author("new", "lists/01")
        os.remove(self.folder / "problems/lists/01/starter.py")
        text = self.author("verify", "--no-mutants", status="failed").out
        self.assertIn("problems/lists/01/starter.py:1:1: error: no such file; the learner starts from it; define", text)
        self.assertIn("1 error; 3 cases, 2 solutions", text)
        self.assertEqual(text.splitlines()[:1], self.author("verify", "--report", "gcc", status="failed",
                                                            ).out.splitlines())
        junit = self.author("verify", "--report", "junit=out.xml", "--no-mutants", status="failed")
        self.assertEqual("", junit.out)
        self.assertIn('<testsuite name="lists/01" tests="1" failures="1" errors="0" skipped="0">',
                      (self.folder / "out.xml").read_text())
        self.assertSays(self.author("verify", "--report", "xml", status="usage"), "verify: --report: 'xml' is unknown")
        self.assertSays(self.author("verify", "nothing/01", status="usage"), "problem 'nothing/01' not found")

    def test_interrupted(self) -> None:
        """What had ended by then is told; what was under way is neither good nor bad."""
        for number in range(10, 40):
            self.author("new", f"lists/{number}")
        process = grader.start("verify", "--report", "json", "problems", cwd=self.folder, stdout=subprocess.PIPE)
        os.read(process.stdout.fileno(), 1)
        process.send_signal(signal.SIGINT)
        rest = process.communicate(timeout=60)[0]
        self.assertEqual(grader.STATUSES["interrupted"], process.returncode)
        packages = json.loads(b"{" + rest)["packages"]
        self.assertLess(len(packages), 30)
        self.assertTrue(all(package["mutants"]["killed"] == 7 for package in packages))

    def test_import_of_lines(self) -> None:
        self.write("t.jsonl", '{"function": "gcd", "args": [12, 8], "expected": 4}\n\n'
                              '{"function": "gcd", "args": [0, 0], "raises": "ValueError"}\n'
                              '{"function": "both", "args": [1], "kwargs": {"b": 2}, "name": "a pair",\n'
                   .replace(",\n", ", ") + '"expected": {"$tuple": [1, {"$set": [2]}]}}\n{"function": "gcd", "args": 1}\n'
                              '{"function": "gcd", "args": [{"$tupel": []}], "expected": 1}\n')
        run = self.author("import", "t.jsonl", "numbers/01")
        self.assertIn('line 5 is left out: it needs "function"', run.out)
        self.assertIn('line 6 is left out: [0]: unknown tag "$tupel": did you mean "$tuple"?', run.out)
        self.assertIn("made problems/numbers/01 with 2 cases", run.out)
        cases = json.loads(self.read("numbers/01/cases.json"))["cases"]
        self.assertEqual({"name": "gcd", "call": "gcd", "table": [[[12, 8], 4], {"args": [0, 0], "raises": "ValueError"}]},
                         cases[0])
        self.assertEqual({"$tuple": [1, {"$set": [2]}]}, cases[1]["returns"])
        solution = self.write("s.py", "import math\n\ndef gcd(a, b):\n    if a == b == 0:\n        raise ValueError\n"
                                      "    return math.gcd(a, b)\n\ndef both(a, b):\n    return (a, {b})\n")
        self.author("numbers/01", solution)
        self.assertSays(self.author("import", "t.jsonl", "numbers/01", status="usage"), "is there already")
        self.write("bad.jsonl", "{]\n")
        self.assertSays(self.author("import", "bad.jsonl", "numbers/02", status="usage"), "line 1: ")
        self.write("none.jsonl", "\n")
        self.assertSays(self.author("import", "none.jsonl", "numbers/02", status="usage"), "there is no case in it")
        self.assertEqual(["01"], os.listdir(self.folder / "problems" / "numbers"))

    def test_import_of_canonical_data(self) -> None:
        def leaf(uuid: str, words: str, given: dict, expected: object, **more: object) -> dict:
            return {"uuid": uuid, "description": words, "property": "isPaired", "input": given, "expected": expected, **more}

        data = {"exercise": "matching-brackets", "comments": ["x"], "cases": [{"description": "all", "cases": [
            leaf("1", "none", {"value": "", "maxDepth": 1}, True),
            leaf("2", "other order", {"maxDepth": 2, "value": "[]"}, {"$a": 1}),
            leaf("3", "other keys", {"value": "["}, False),
            leaf("4", "refused", {"value": "[", "maxDepth": -1}, {"error": "too deep"}),
            leaf("5", "none", {"value": "", "maxDepth": 3}, 1.0, reimplements="1", scenarios=["x"])]}]}
        self.write("canonical-data.json", json.dumps(data))
        run = self.author("import", "canonical-data.json", "text/01")
        for note in ("'all: none' is left out: a later case replaces it", "'all: none' has scenarios",
                     "'all: other keys' is left out: its input has other keys"):
            self.assertIn(note, run.out)
        cases = json.loads(self.read("text/01/cases.json"))["cases"]
        self.assertEqual(["all: other order", "all: refused", "all: none"], [case["name"] for case in cases])
        self.assertEqual({"$dict": [["$a", 1]]}, cases[0]["returns"])
        self.assertEqual({"type": "ValueError", "args": ["too deep"]}, cases[1]["raises"])
        self.assertIn('"returns": 1.0', self.read("text/01/cases.json"))
        about = json.loads(self.read("text/01/problem.json"))
        self.assertEqual(("Matching brackets", ["is_paired"]), (about["title"], about["names"]))
        self.assertIn("def is_paired(max_depth, value):", self.read("text/01/starter.py"))

    def test_upgrade(self) -> None:
        self.author("new", "lists/01")
        self.assertIn("has the newest format", self.author("upgrade", "lists").out)
        text = self.read("lists/01/problem.json")
        self.write("problems/lists/01/problem.json", text.replace('  "format": 1,\n', ""))
        self.assertSays(self.author("lists/01", "-", status="package"), "the key 'format' is missing")
        self.assertIn("did not say its format; it says 1 now", self.author("upgrade", "lists/01").out)
        self.assertEqual(text, self.read("lists/01/problem.json"))
        for format, message in ((2, "format 2 is newer than this grade, which knows 1: update grade"),
                                (0, "there never was a format 0; the first is 1"), ('"1"', "must be a whole number")):
            self.write("problems/lists/01/problem.json", text.replace('"format": 1', f'"format": {format}'))
            self.assertSays(self.author("upgrade", "lists/01", status="package"), message)

    def test_replay(self) -> None:
        self.author("new", "lists/01")
        self.author("new", "lists/02")
        folder = self.folder / "problems/lists/01"
        right = self.write("right.py", (folder / "solutions/reference.py").read_text())
        wrong = self.write("wrong.py", (folder / "solutions/wrong/starts_at_zero.py").read_text())
        lines = [self.author("--report", "jsonl", "lists/01", "right.py").out,
                 self.author("--report", "jsonl", "lists/01", "wrong.py", status="failed").out,
                 self.author("--report", "jsonl", "lists/02", "right.py").out,
                 self.author("--report", "jsonl", "lists/01", "-", input=right.read_bytes()).out]
        self.write("journal.jsonl", "".join(lines))
        run = self.author("replay", "lists/01", "journal.jsonl")
        self.assertEqual("-: not graded again: it came from standard input\n2 graded again, 0 changed; 1 not there any "
                         "more as they were; 1 of other problems\n", run.out)
        cases = json.loads((folder / "cases.json").read_text())["cases"]
        cases[1]["table"] = [[[[-7, 3]], 3]]
        cases.append({"name": "more", "call": "solve", "args": [[1]], "returns": 2})
        (folder / "cases.json").write_text(json.dumps({"cases": cases}))
        run = self.author("replay", "lists/01", "journal.jsonl", status="failed")
        self.assertIn("right.py: pass, now wrong: case 4 'more' is new: wrong\n", run.out)
        self.assertIn("wrong.py: wrong, now wrong: case 2 'below zero' wrong, now pass; case 4 'more' is new: wrong; "
                      "2 of 3 points, now 3 of 4\n", run.out)
        wrong.write_text("# another\n")
        right.unlink()
        run = self.author("replay", "lists/01", "journal.jsonl")
        self.assertIn("right.py: not graded again: right.py: no such file", run.out)
        self.assertIn("wrong.py: not graded again: the file has changed since", run.out)
        self.write("journal.jsonl", lines[1] + "{}\n")
        self.assertSays(self.author("replay", "lists/01", "journal.jsonl", status="usage"), "journal.jsonl: line 2: ")
