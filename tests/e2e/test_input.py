"""Solutions that are none: every kind of file that a caller may name. A clear sentence, the right status,
never a traceback of the harness's, and nothing hangs."""

import os
import pathlib

import grader

CASES = [{"name": "one", "eval": "f(1)", "returns": 1}]
GOOD = "def f(x):\n    return x\n"

# What the bytes of a solution come to: the verdict of its case, and what the report says of it.
CONTENTS = [
    ("good", GOOD.encode(), "pass", ""),
    ("empty", b"", "error", "solution.py does not define f"),
    ("only a comment", b"# nothing yet\n", "error", "does not define f"),
    ("without a newline at its end", b"def f(x): return x", "pass", ""),
    ("with the line ends of another system", GOOD.replace("\n", "\r\n").encode(), "pass", ""),
    ("with a BOM", b"\xef\xbb\xbf" + GOOD.encode(), "pass", ""),
    ("UTF-16", GOOD.encode("utf-16"), "error", "null bytes"),
    ("binary", bytes(range(256)) * 64, "error", "null bytes"),
    ("no UTF-8", b"name = '\xff\xfe'\n" + GOOD.encode(), "error", "SyntaxError"),
    ("no UTF-8, with a coding cookie", b"# coding: latin-1\nname = '\xff'\n" + GOOD.encode(), "pass", ""),
    ("a coding cookie for EBCDIC", b"# -*- coding: cp037 -*-\n" + GOOD.encode(), "error", "Error"),
    ("a coding cookie of nowhere", b"# coding: martian\n" + GOOD.encode(), "error", "SyntaxError"),
    ("with a NUL", b"x = 1\0\n" + GOOD.encode(), "error", "null bytes"),
    ("a syntax error", b"def f(x)\n    return x\n", "error", "SyntaxError"),
    ("an indentation error", b"def f(x):\nreturn x\n", "error", "IndentationError"),
    ("tabs and spaces", b"def f(x):\n\tif x:\n        return x\n", "error", "TabError"),
    ("imports what is not there", b"import nothing_of_the_kind\n", "error", "No module named 'nothing_of_the_kind'"),
    ("imports itself", b"import solution\n" + GOOD.encode(), "pass", ""),
    ("raises while it is imported", b"1 / 0\n", "error", "importing the solution raised ZeroDivisionError"),
    ("exits while it is imported", b"raise SystemExit(0)\n", "exited", "SystemExit"),
    ("exits hard while it is imported", b"import os\nos._exit(0)\n", "exited", "exit status 0"),
    ("runs for ever while it is imported", b"while True: pass\n", "cpu-limit", "CPU time"),
    ("asks for input", b"input()\n", "error", "EOFError"),
    ("a bomb for the compiler", b"x = " + b"(" * 100000 + b")" * 100000, "error", ""),
    ("deep nesting", b"x = " + b"-" * 50000 + b"1\n", "error", ""),
    ("a large constant", b"x = (1 << (1 << 33))\n" + GOOD.encode(), "memory-limit", ""),
    ("f is a number", b"f = 3\n", "error", "TypeError"),
    ("f is deleted again", GOOD.encode() + b"del f\n", "error", "does not define f"),
    ("a megabyte", b"#" * ((1 << 20) - len(GOOD) - 1) + b"\n" + GOOD.encode(), "pass", ""),
    ("unicode names", "def f(x):\n    größe = x\n    return größe\n".encode(), "pass", ""),
    ("a form feed", b"\x0c" + GOOD.encode(), "pass", ""),
]


class Contents(grader.Test):
    def check_content(self, label: str, data: bytes, verdict: str, says: str) -> None:
        problem = self.package(CASES, names=["f"], limits={"cpu_ms": 1000})
        solution = self.write("solution.py", data)
        for mode in ("plain", "user-baseline"):
            if not grader.available(mode):
                continue
            with self.subTest(label, mode=mode):
                run = grader.report(problem, solution, mode=mode)
                case = run.report["cases"][0]
                self.assertEqual(verdict, case["verdict"], f"{case['message']}\n{run}")
                self.assertIn(says, case["message"] or "")
                self.assertStatus(run, "passed" if verdict == "pass" else "failed")
                text = grader.grade(problem, solution, mode=mode)
                self.assertEqual(run.status, text.status)

    def test_contents(self) -> None:
        for row in CONTENTS:
            self.check_content(*row)

    def test_a_syntax_error_shows_its_line(self) -> None:
        package = self.package([{"name": "one", "eval": "1", "returns": 1}])
        for source, shown in [
            ("x = 1\ndef f(:\n    pass\n", "solution.py:2\n│       def f(:\n│             ^\n"),
            ("# coding: nosuch\nx = 1\n", "solution.py:1\n│       # coding: nosuch\n│\n"),
            ("if x\n", "solution.py:1\n│       if x\n"),
            ("f(\n", "solution.py:1\n│       f(\n│        ^\n"),
        ]:
            with self.subTest(source):
                run = grader.grade(package, self.write("solution.py", source))
                self.assertEqual(1, run.status, str(run))
                self.assertIn(shown, run.out)
                self.assertEqual(1, run.out.count("SyntaxError"), str(run))

    def test_a_program_need_not_define_anything(self) -> None:
        problem = self.package([{"name": "one", "stdin": "", "stdout": ""}], names=["f"])
        self.assertStatus(grader.grade(problem, self.write("s.py", "")), "passed")


class Files(grader.Test):
    """What the path of a solution may lead to."""

    def setUp(self) -> None:
        super().setUp()
        self.problem = self.package(CASES, names=["f"])

    def refuse(self, path: object, *says: str, **options: object) -> None:
        run = grader.grade(self.problem, path, timeout=30, **options)
        self.assertStatus(run, "usage")
        self.assertSays(run, *says)
        self.assertEqual("", run.out)

    def test_missing(self) -> None:
        self.refuse(self.folder / "nowhere.py", "nowhere.py: no such file")

    def test_below_a_file(self) -> None:
        self.refuse(self.write("a.py", GOOD) / "b.py", "b.py")

    def test_folder(self) -> None:
        self.refuse(self.folder, "is a folder")

    def test_empty_name(self) -> None:
        self.refuse("", "the name of the solution is empty")

    def test_fifo(self) -> None:
        os.mkfifo(self.folder / "pipe.py")
        self.refuse(self.folder / "pipe.py", "is a FIFO")

    def test_devices(self) -> None:
        for name in ("null", "zero", "tty", "full"):
            self.refuse(pathlib.Path("/dev") / name, "/dev/" + name)

    def test_proc(self) -> None:
        self.assertIn(grader.grade(self.problem, "/proc/self/mem", timeout=30).status, (1, 2))

    def test_unreadable(self) -> None:
        if not grader.available("user"):
            self.skipTest("an ordinary user is needed")
        path = self.write("secret.py", GOOD)
        path.chmod(0)
        self.refuse(path, "Permission denied", mode="user")

    def test_link_to_nothing(self) -> None:
        (self.folder / "dangling.py").symlink_to("gone.py")
        self.refuse(self.folder / "dangling.py", "dangling.py")

    def test_link_to_itself(self) -> None:
        (self.folder / "loop.py").symlink_to("loop.py")
        self.refuse(self.folder / "loop.py", "loop.py")

    def test_too_large(self) -> None:
        path = self.folder / "large.py"
        for size in ((1 << 20) + 1, 100 << 20):
            with open(path, "wb") as file:
                file.truncate(size)
            self.refuse(path, "large.py", "1048576")

    def test_too_much_on_standard_input(self) -> None:
        self.refuse("-", "standard input", input=b"#" * ((1 << 20) + 1))

    def test_standard_input(self) -> None:
        self.assertStatus(grader.grade(self.problem, "-", input=GOOD.encode()), "passed")
        self.assertStatus(grader.grade(self.problem, "-", input=b""), "failed")

    def test_names(self) -> None:
        for name in ("-j.py", "--help", "a b.py", "new\nline.py", "it's.py", "\U0001f600.py", "$HOME.py", "\x1b[31m.py"):
            with self.subTest(name=name):
                self.write(name, "def f(x): return 0\n")
                run = grader.grade("--color", "never", self.problem, "--", name, cwd=self.folder)
                self.assertStatus(run, "failed")
                self.assertNotIn("\x1b", run.out)
                again = grader.report(self.problem, "--", name, cwd=self.folder).report["cases"][0]["rerun"]
                self.check_again(again)

    def check_again(self, line: str) -> None:
        """The line that a report offers works when a shell reads it."""
        line = line.replace("grade ", f"{grader.program} ", 1)
        run = grader.subprocess.run(["sh", "-c", line], cwd=self.folder, env=grader.environment(), timeout=60,
                                    capture_output=True, check=False)
        self.assertEqual(1, run.returncode, f"{line!r}: {run}")

    def test_name_that_is_no_text(self) -> None:
        path = os.fsencode(self.folder) + b"/\xff\xfe.py"
        with open(path, "wb") as file:
            file.write(GOOD.encode())
        run = grader.report(self.problem, os.fsdecode(path))
        self.assertStatus(run, "passed")

    def test_a_link_is_refused(self) -> None:
        """Somebody who grades as root would else show what only root may read."""
        (self.folder / "link.py").symlink_to(self.write("good.py", GOOD))
        run = grader.grade(self.problem, self.folder / "link.py")
        self.assertStatus(run, "usage")
        self.assertSays(run, "is a symbolic link")
