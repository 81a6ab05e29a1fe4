"""Programs end as they would under `python3 prog.py`."""

import os
import subprocess
import sys
import tempfile
import unittest

from supervisor import Case

PROGRAMS = [
    ("output", "print(int(input()) + 1)"),
    ("exit 0", "import sys; print('a', end=''); sys.exit(0)"),
    ("exit 3", "raise SystemExit(3)"),
    ("exit with a message", "import sys; sys.exit('sorry')"),
    ("exit None", "raise SystemExit"),
    ("os._exit", "import os; os._exit(4)"),
    ("an exception", "def f():\n    return 1 / 0\nprint('x')\nf()\n"),
    ("a chain", "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    raise KeyError(1) from e\n"),
    ("an exception of the clock", "import time\ntime.sleep('x')\n"),
    ("atexit", "import atexit\natexit.register(print, 'bye')\nprint('hi')"),
    ("atexit after an exception", "import atexit\natexit.register(print, 'bye')\nraise KeyError"),
    ("an excepthook", "import sys\nsys.excepthook = lambda *a: print('mine', a[0])\n1 / 0"),
    ("threads", "import threading\nclass T(threading.Thread):\n    def run(self): print('t')\n"
                "T().start()\nprint(__name__)"),
    ("a late __del__", "class A:\n    def __del__(self): print('gone')\na = A()\nprint('b')"),
    ("the main module", "import __main__, sys\nx = 5\nprint(__main__.x, __spec__, sys.argv)"),
    ("its own source", "print(open(__file__).read())"),
    ("a signal", "import os, signal\nos.kill(os.getpid(), signal.SIGTERM)"),
    ("abort", "import os\nos.abort()"),
    ("a warning", "import warnings\nwarnings.warn('careful')\nwarnings.warn('x', ImportWarning)"),
    ("a syntax error at run time", "exec('x =')"),
    ("asyncio", "import asyncio\nasync def f():\n    await asyncio.sleep(0.01)\n    print(1)\n"
                "asyncio.run(f())"),
]


def plainly(source):
    """The same program under the interpreter itself."""
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "prog.py"), "w") as file:
            file.write(source)
        done = subprocess.run([sys.executable, "-s", "-S", "-B", "prog.py", "arg"], cwd=folder,
                              input=b"41\n", capture_output=True, env={})
        return done.returncode, done.stdout.decode(), without_folder(done.stderr.decode(), folder)


def without_folder(text, folder):
    return text.replace(os.path.realpath(folder) + "/", "").replace(folder + "/", "")


class Programs(unittest.TestCase):
    maxDiff = None

    def test_like_the_interpreter(self):
        for label, source in PROGRAMS:
            with self.subTest(label):
                with Case(source, kind="program", stdin=b"41\n", argv=["arg"]) as case:
                    last = case.answer()
                    found = (case.status(), case.output(),
                             without_folder(case.output("err"), case.cwd))
                status, out, err = plainly(source)
                self.assertEqual(found[:2], (status, out))
                self.assertEqual(found[2], err)
                if "Traceback" in err or label == "an excepthook":
                    self.assertEqual(last[0], "raised")
                else:
                    self.assertIsNone(last)

    def test_raised(self):
        with Case("def f():\n    raise OSError(2, 'x')\nf()", kind="program") as case:
            kind, body = case.answer()
            self.assertEqual(kind, "raised")
            self.assertEqual([frame[:3] for frame in body["exception"]["frames"]],
                             [["prog.py", "<module>", 3], ["prog.py", "f", 2]])

    def test_interrupt(self):
        with Case("raise KeyboardInterrupt", kind="program") as case:
            self.assertEqual(case.answer()[0], "raised")
            self.assertEqual(case.status(), 130)

    def test_clock(self):
        source = "import time\nt = time.time()\ntime.sleep(3600)\nprint(time.time() - t)"
        with Case(source, kind="program") as case:
            self.assertIsNone(case.answer())
            self.assertEqual((case.status(), case.output()), (0, "3600.0\n"))
            self.assertEqual(case.sleeps(), [3600])

    def test_files(self):
        with Case("import mod\nprint(open('d/x').read(), mod.Y)", kind="program",
                  files=[["d/x", b"data"], ["mod.py", b"Y = 1"]]) as case:
            self.assertIsNone(case.answer())
            self.assertEqual((case.status(), case.output()), (0, "data 1\n"))


if __name__ == "__main__":
    unittest.main()
