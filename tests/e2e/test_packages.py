"""Problem packages that are broken or hostile: status 3 (2 where there is no package), with a sentence that
names the file, the case and the key; nothing hangs and nothing is written."""

import json
import os
import pathlib
import shutil

import grader

GOOD = {"name": "one", "eval": "1", "returns": 1}

# What stands in cases.json (a list of cases, or the text of the file) and what is said of it.
BROKEN_CASES = [
    ("empty file", "", ["cases.json", "line 1"]),
    ("no JSON", "{", ["cases.json", "line 1"]),
    ("a comma too many", '{"cases": [],}', ["cases.json", "line 1, column"]),
    ("a second document", '{"cases": []} {}', ["cases.json"]),
    ("a BOM", '\ufeff{"cases": []}', ["cases.json", "BOM"]),
    ("a list", "[]", ["cases.json", "must be an object"]),
    ("no cases", "{}", ["cases.json", "'cases' is missing"]),
    ("an empty list", [], ["cases.json", "must not be empty"]),
    ("a duplicate key", '{"cases": [{"name": "a", "eval": "1", "eval": "2"}]}', ["cases.json", "eval"]),
    ("another key beside", '{"cases": [{"name": "a", "eval": "1"}], "case": 1}', ["unknown key 'case'", "did you mean 'cases'?"]),
    ("a case that is none", [3], ["case 1", "must be an object"]),
    ("no name", [{"eval": "1"}], ["case 1", "'name' is missing"]),
    ("an empty name", [{"name": "", "eval": "1"}], ["case 1", "name"]),
    ("a name of two lines", [{"name": "a\nb", "eval": "1"}], ["case 1", "name"]),
    ("the same name twice", [GOOD, GOOD], ["case 2 'one'", "case 1 has the same name"]),
    ("an unknown key", [{"name": "a", "eval": "1", "retruns": 1}], ["case 1 'a'", "unknown key 'retruns'", "'returns'"]),
    ("a wrong type", [{"name": "a", "eval": 1}], ["case 1 'a'", "eval", "must be a string, not a whole number"]),
    ("nothing to do", [{"name": "a"}], ["case 1 'a'", "nothing to do"]),
    ("two outcomes", [{"name": "a", "eval": "1", "returns": 1, "raises": "E"}], ["exclude each other"]),
    ("call and eval", [{"name": "a", "eval": "1", "call": "f"}], ["exclude each other"]),
    ("returns of nothing", [{"name": "a", "exec": "1", "returns": 1}], ["'returns' needs"]),
    ("args of nothing", [{"name": "a", "eval": "1", "args": [1]}], ["'args' needs"]),
    ("an unknown need", [{"name": "a", "eval": "1", "needs": ["b"]}], ["needs", "'b'"]),
    ("a need that comes later", [{"name": "a", "eval": "1", "needs": ["one"]}, GOOD], ["needs", "'one'"]),
    ("an unknown limit", [{"name": "a", "eval": "1", "limits": {"cpu_m": 1}}], ["limits", "'cpu_m'", "cpu_ms"]),
    ("a limit out of range", [{"name": "a", "eval": "1", "limits": {"cpu_ms": 1}}], ["cpu_ms", "between 10 and"]),
    ("a limit that is no number", [{"name": "a", "eval": "1", "limits": {"cpu_ms": "1"}}], ["cpu_ms", "whole number"]),
    ("negative points", [{"name": "a", "eval": "1", "points": -1}], ["points"]),
    ("an unknown visibility", [{"name": "a", "eval": "1", "visibility": "hiden"}], ["'visible' or 'hidden'"]),
    ("a table that is none", [{"name": "a", "call": "f", "table": {}}], ["table", "must be a list"]),
    ("a row that is none", [{"name": "a", "call": "f", "table": [3]}], ["row 1", "must be an object"]),
    ("a row of one", [{"name": "a", "call": "f", "table": [[[1]]]}], ["row 1", "[args, returns]"]),
    ("a row without a list", [{"name": "a", "call": "f", "table": [[1, 1]]}], ["row 1", "must be a list"]),
    ("table without call", [{"name": "a", "exec": "1", "table": [[[], 1]]}], ["'table' needs"]),
    ("steps and table", [{"name": "a", "steps": [], "table": []}], ["exclude each other"]),
    ("no steps", [{"name": "a", "steps": []}], ["steps", "must not be empty"]),
    ("a step's key", [{"name": "a", "steps": [{"eval": "1"}, {"evl": "1"}]}], ["step 2", "'evl'", "'eval'"]),
    ("an unknown tag", [{"name": "a", "eval": "1", "returns": {"$tupel": []}}], ["returns", "$tupel", "$tuple"]),
    ("an ill-formed tag", [{"name": "a", "eval": "1", "returns": {"$decimal": 3}}], ["$decimal takes"]),
    ("a matcher that goes in", [{"name": "a", "call": "f", "args": [{"$any": True}]}], ["args", "$any is a matcher"]),
    ("a pattern", [{"name": "a", "eval": "1", "returns": {"$match": "("}}], ["$match"]),
    ("a pattern of raises", [{"name": "a", "eval": "1", "raises": {"match": "["}}], ["raises", "match"]),
    ("raises nothing", [{"name": "a", "eval": "1", "raises": {}}], ["expects nothing"]),
    ("exact without a type", [{"name": "a", "eval": "1", "raises": {"exact": True, "match": "x"}}], ["'exact' needs 'type'"]),
    ("no evidence", [{"name": "a", "eval": "1", "then": {"clock.elasped": 1}}], ["clock.elapsed"]),
    ("a syntax error", [GOOD, {"name": "a", "eval": "1 +", "returns": 1}], ["cases.json: case 2 'a': step 1: line 1", "SyntaxError"]),
    ("a syntax error in a step", [{"name": "a", "steps": [{"eval": "1"}, {"exec": ["x = 1", "if x"]}]}],
     ["case 1 'a': step 2: line 2"]),
    ("a syntax error in the set-up", [{"name": "a", "exec": "def", "eval": "1"}], ["case 1 'a': set-up"]),
    ("a statement as eval", [{"name": "a", "eval": "x = 1"}], ["case 1 'a': step 1"]),
    ("no name to call", [{"name": "a", "call": "f()"}], ["call", "not a name"]),
    ("a path that leaves", [{"name": "a", "eval": "1", "files": {"../x": ""}}], ["files", "leads out"]),
    ("an absolute path", [{"name": "a", "eval": "1", "files": {"/etc/x": ""}}], ["files", "is absolute"]),
    ("a file and a folder", [{"name": "a", "eval": "1", "files": {"x": "", "x/y": ""}}], ["clashes"]),
    ("an exit status", [{"name": "a", "stdin": "", "exit": 256}], ["exit", "255"]),
    ("exit of steps", [{"name": "a", "eval": "1", "exit": 0}], ["'exit' is for a whole program"]),
    ("a variable", [{"name": "a", "eval": "1", "env": {"A=B": "c"}}], ["env", "'A=B'"]),
    ("nesting", '{"cases": ' + "[" * 100000 + "]" * 100000 + "}", ["cases.json"]),
    ("a NUL", '{"cases": [{"name": "a", "eval": "1\\u0000"}]}', ["NUL"]),
    ("bytes that are no text", b'{"cases": [{"name": "\xff", "eval": "1"}]}', ["cases.json"]),
    ("a huge number", '{"cases": [{"name": "a", "eval": "1", "points": 1e400}]}', ["cases.json"]),
]

# Keys of problem.json that replace those of a good one, and what is said.
BROKEN_PROBLEMS = [
    ("a format of the future", {"format": 2}, ["problem.json", "format"]),
    ("no title", {"title": None}, ["problem.json", "title"]),
    ("an unknown key", {"titel": "x"}, ["'titel'", "'title'"]),
    ("a difficulty", {"difficulty": 9}, ["difficulty", "between 1 and 5"]),
    ("a kind", {"solution": {"kind": "pyton", "file": "a.py"}}, ["solution", "kind", "pyton"]),
    ("a file elsewhere", {"solution": {"kind": "python", "file": "../a.py"}}, ["solution", "file"]),
    ("names", {"names": ["not a name"]}, ["names", "'not a name'"]),
    ("names twice", {"names": ["f", "f"]}, ["names", "twice"]),
    ("a limit", {"limits": {"memory_mb": 3}}, ["limits", "memory_mib"]),
    ("a misconception without fails", {"misconceptions": [{"name": "a", "hint": "b"}]}, ["misconceptions"]),
    ("a misconception of no case", {"misconceptions": [{"name": "a", "hint": "b", "fails": ["onee"]}]}, ["'onee'", "'one'"]),
    ("preload", {"python": {"preload": ["a b"]}}, ["preload"]),
]


class Packages(grader.Test):
    def setUp(self) -> None:
        super().setUp()
        self.solution = self.write("solution.py", "def f(x=None):\n    return x\n")

    def refuse(self, problem: object, status: str, *says: str, **options: object) -> None:
        before = sorted(self.folder.rglob("*"))
        run = grader.grade(problem, self.solution, timeout=60, **options)
        self.assertStatus(run, status)
        self.assertSays(run, *says)
        self.assertEqual("", run.out)
        self.assertEqual(1, len(run.err.splitlines()), "one sentence, on one line\n" + str(run))
        self.assertEqual(before, sorted(self.folder.rglob("*")), "something was written")

    def test_broken_cases(self) -> None:
        for label, cases, says in BROKEN_CASES:
            with self.subTest(label):
                problem = self.package([GOOD])
                if isinstance(cases, list):
                    cases = json.dumps({"cases": cases})
                (problem / "cases.json").write_bytes(cases if isinstance(cases, bytes) else cases.encode())
                self.refuse(problem, "package", *says)

    def test_broken_problems(self) -> None:
        for label, keys, says in BROKEN_PROBLEMS:
            with self.subTest(label):
                self.refuse(self.package([GOOD], **keys), "package", *says)

    def test_problem_json_is_no_json(self) -> None:
        problem = self.package([GOOD])
        (problem / "problem.json").write_text("{")
        self.refuse(problem, "package", "problem.json", "line 1")

    def test_missing_files(self) -> None:
        problem = self.package([GOOD])
        (problem / "cases.json").unlink()
        self.refuse(problem, "package", "cases.json: no such file")
        (problem / "problem.json").unlink()
        self.refuse(problem, "usage", "holds no problem.json")

    def test_not_found(self) -> None:
        self.refuse(self.folder / "nowhere", "usage", "not found")
        self.refuse(self.solution, "usage", "is a file")
        self.refuse("decoratrs/01", "usage", "decorators/01", cwd=grader.SOURCE)
        self.refuse("decorators/99", "usage", "that topic has decorators/01", cwd=grader.SOURCE)
        self.refuse("", "usage", "empty")
        self.refuse("../elsewhere", "usage", "not found", cwd=self.folder)

    def test_instead_of_cases(self) -> None:
        for name in ("cases.json", "problem.json", "helpers.py"):
            for kind, make in (("a folder", os.mkdir), ("a FIFO", os.mkfifo)):
                with self.subTest(f"{kind} as {name}"):
                    problem = self.package([GOOD])
                    (problem / name).unlink(missing_ok=True)
                    make(problem / name)
                    self.refuse(problem, "package", name, kind)
                    shutil.rmtree(problem)

    def test_links(self) -> None:
        """A package may not make grade read what lies outside it, by whatever name."""
        secret = self.write("secret.json", json.dumps({"cases": [GOOD]}))
        for name in ("cases.json", "problem.json", "helpers.py"):
            for target in (secret, "/dev/zero", "/proc/self/environ", name, "nowhere"):
                with self.subTest(f"{name} -> {target}"):
                    problem = self.package([GOOD])
                    (problem / name).unlink(missing_ok=True)
                    (problem / name).symlink_to(target)
                    self.refuse(problem, "package", name)
                    shutil.rmtree(problem)

    def test_too_large(self) -> None:
        problem = self.package([GOOD])
        with open(problem / "cases.json", "ab") as file:
            file.truncate(200 << 20)
        self.refuse(problem, "package", "cases.json", "16777216")

    def test_large_but_legal(self) -> None:
        """Sixteen megabytes of nothing much are read in bounded time."""
        problem = self.package('{"cases": [{"name": "one", "eval": "1"}, ' + " " * (15 << 20) + '{"name": "b", "eval": "1"}]}')
        self.assertStatus(grader.grade(problem, self.solution, timeout=60), "passed")

    def test_unreadable(self) -> None:
        if not grader.available("user"):
            self.skipTest("an ordinary user is needed")
        problem = self.package([GOOD])
        (problem / "cases.json").chmod(0)
        self.refuse(problem, "package", "cases.json", "Permission denied", mode="user")

    def test_broken_helpers(self) -> None:
        problem = self.package([GOOD])
        (problem / "helpers.py").write_text("def f(\n")
        self.refuse(problem, "package", "helpers.py", "SyntaxError")

    def test_helpers_that_raise(self) -> None:
        """The package is at fault, not the solution."""
        problem = self.package([GOOD])
        (problem / "helpers.py").write_text("1 / 0\n")
        run = grader.grade(problem, self.solution)
        self.assertNotEqual(0, run.status)
        self.assertIn("helpers.py", run.out + run.err)

    def test_unwritable_name(self) -> None:
        path = self.folder / "ban\x1b[31mk\n" / "a b"
        grader.make_package(path, [GOOD])
        run = grader.grade("--color", "never", path, self.solution)
        self.assertStatus(run, "passed")
        self.assertNotIn("\x1b", run.out)
        (path / "cases.json").write_text("[")
        self.refuse(path, "package", "cases.json")

    def test_through_a_link_to_the_folder(self) -> None:
        problem = self.package([GOOD])
        (self.folder / "short").symlink_to(problem)
        self.assertStatus(grader.grade(self.folder / "short", self.solution), "passed")


class Missing(grader.Test):
    def test_a_module_that_is_not_there(self) -> None:
        problem = self.package([GOOD], python={"preload": ["nothingofthekind"]})
        run = grader.report(problem, self.write("s.py", ""))
        self.assertStatus(run, "machine")
        self.assertEqual("skipped", run.report["verdict"])
        self.assertIn("python3-nothingofthekind", run.report["cases"][0]["reason"])
