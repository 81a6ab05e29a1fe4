"""prepare, begin and steps, as the supervisor sees them."""

import sys
import unittest

from harness import wire
from supervisor import Case, Process, Tag, prepare, tagged

NEW = sys.version_info >= (3, 11)  # columns in tracebacks, notes, groups


def raised(done):
    return done["raised"]["qualname"], done["raised"]["str"]


class Prepare(unittest.TestCase):
    def test_code(self):
        answer = prepare("x = 1", "y = 2", [["a", "eval", "await f()"], ["b", "exec", "x ="]])
        self.assertIs(type(answer["solution"]), bytes)
        self.assertIs(type(answer["helpers"]), bytes)
        self.assertIs(type(answer["steps"][0]), bytes)
        self.assertEqual(answer["steps"][1]["qualname"], "SyntaxError")
        self.assertEqual(answer["steps"][1]["attrs"]["filename"], "step b")

    def test_faults(self):
        for label, source, kind in (
                ("syntax", "def f(:\n", "SyntaxError"),
                ("tabs", "if 1:\n\tx\n        y\n", "TabError"),
                ("NUL", "x = 1\0", ("ValueError", "SyntaxError")),
                ("nesting", "(" * 5000, ("SyntaxError", "MemoryError", "RecursionError")),
                ("coding", "# coding: nonsense\n", "SyntaxError")):
            with self.subTest(label):
                answer = prepare(source)
                self.assertIn(answer["solution"]["qualname"], kind)
                self.assertIsNone(answer["helpers"])

    def test_exceptions(self):
        names = ["ValueError", "asyncio.CancelledError", "json.JSONDecodeError", "solution.Own",
                 "Own", "print", "os.path", "nowhere.Error", "urllib.error.URLError"]
        found = prepare("", exceptions=names)["exceptions"]
        self.assertEqual(found, {
            "ValueError": ["builtins", "ValueError"],
            "asyncio.CancelledError": ["asyncio.exceptions", "CancelledError"],
            "json.JSONDecodeError": ["json.decoder", "JSONDecodeError"],
            "solution.Own": ["solution", "Own"], "Own": None, "print": None, "os.path": None,
            "nowhere.Error": None, "urllib.error.URLError": ["urllib.error", "URLError"]})

    def test_prepared_code_runs(self):
        answer = prepare("def f(): return 3", "h = 4")
        with Process() as process:
            frame = process.ask("begin", {
                "kind": "python", "file": "solution.py", "source": b"", "names": ["f"],
                "code": answer["solution"], "helpers": answer["helpers"], "files": [],
                "argv": [], "env": {}, "clock": "virtual", "seed": 0, "threads": False})
            self.assertEqual(frame, ["begun", {}])


FAILURES = [
    ("an exception", "1 / 0", {}, "import", "ZeroDivisionError"),
    ("sys.exit", "import sys\nsys.exit(0)", {}, "import", "SystemExit"),
    ("a name", "x = 1", {"names": ["x", "y", "z"]}, "names", ["y", "z"]),
    ("helpers", "x = 1", {"helpers": "missing"}, "helpers", "NameError"),
    ("a file outside", "", {"files": [["../a", b""]]}, "files", "ValueError"),
    ("a file at a root", "", {"files": [["/tmp/a", b""]]}, "files", "ValueError"),
    ("a file in a file", "", {"files": [["a", b""], ["a/b", b""]]}, "files", "NotADirectoryError"),
]


class Begin(unittest.TestCase):
    def test_failures(self):
        for label, source, begin, stage, what in FAILURES:
            with self.subTest(label), Case(source, **begin) as case:
                kind, body = case.first
                self.assertEqual((kind, body["stage"]), ("failed", stage))
                if isinstance(what, list):
                    self.assertEqual(body["missing"], what)
                else:
                    self.assertEqual(body["exception"]["qualname"], what)

    def test_os_exit_is_no_answer(self):
        with Case("import os\nos._exit(0)") as case:
            self.assertIsNone(case.first)
            self.assertEqual(case.status(), 0)

    def test_surroundings(self):
        source = ("import sys, os, data\nfrom pathlib import Path\n"
                  "seen = [sys.argv, os.environ['A'], os.environ['PATH'], Path('in/a.txt').read_text(), data.X]")
        files = [["in/a.txt", b"hello"], ["data.py", b"X = 5"]]
        for preload in ((), ("os",)):
            with self.subTest(preload=preload):
                with Case(source, preload, files=files, argv=["-v"], env={"A": "\u00e9"}) as case:
                    self.assertEqual(case.eval("seen")["value"],
                                     [["solution.py", "-v"], "\u00e9", "/usr/bin:/bin", "hello", 5])

    def test_time_zone(self):
        with Case("import time", env={"TZ": "Asia/Tokyo"}) as case:
            self.assertEqual(case.eval("time.strftime('%H')")["value"], "07")
            self.assertEqual(case.eval("time.gmtime().tm_hour")["value"], 22)

    def test_seed(self):
        seen = set()
        for preload, seed in (((), 1), (("random",), 1), ((), 2)):
            with Case("import random\nx = random.random()", preload, seed=seed) as case:
                seen.add((seed, case.eval("x")["value"]))
        self.assertEqual(len(seen), 2)

    def test_module(self):
        source = "import sys\nclass A: pass\ndef f():\n    return 1  # \u00e9\n"
        with Case(source) as case:
            self.assertEqual(case.eval(
                "(__name__, solution.__name__, solution.__file__, A.__module__, f is solution.f, "
                "sys.modules['solution'] is solution)")["value"],
                ("__main__", "solution", "solution.py", "solution", True, True))
            case.exec("import inspect, pickle\nclass B: pass")
            self.assertEqual(case.eval("inspect.getsource(f)")["value"],
                             "def f():\n    return 1  # \u00e9\n")
            self.assertEqual(case.eval("type(pickle.loads(pickle.dumps(B()))) is B")["value"], True)
            self.assertEqual(case.eval("type(pickle.loads(pickle.dumps(A()))) is A")["value"], True)

    def test_helpers_and_given(self):
        begin = {"helpers": "from solution import f\ndef twice(x): return 2 * f(x)",
                 "given": [["n", "value", wire.dumps(4)],
                           ["t", "value", wire.dumps(tagged("decimal", "1.5"))]]}
        with Case("def f(x): return x + 1", **begin) as case:
            self.assertEqual(case.eval("twice(n)")["value"], 10)
            self.assertEqual(case.eval("t + 1")["value"], Tag("decimal", "2.5"))

    def test_rebinding_does_not_reach_the_solution(self):
        with Case("limit = 1\ndef f(): return limit") as case:
            case.exec("limit = 2")
            self.assertEqual(case.eval("f()")["value"], 1)
            case.exec("solution.limit = 3")
            self.assertEqual(case.eval("f()")["value"], 3)


VALUES = [
    ("an expression", "eval", "1 + x", 42),
    ("an object", "eval", "C()", Tag("object", ["solution.C", {}])),
    ("await", "eval", "await later(5)", 5),
    ("an async comprehension", "eval", "[await later(i) for i in range(3)]", [0, 1, 2]),
    ("asyncio.run", "eval", "__import__('asyncio').run(later(6))", 6),
]
SOURCE = """
x = 41
class C: pass
async def later(value):
    import asyncio
    await asyncio.sleep(1)
    return value
def fail(*args): raise KeyError(*args)
"""


class Steps(unittest.TestCase):
    def test_values(self):
        for preload in ((), ("asyncio",)):
            with Case(SOURCE, preload) as case:
                for label, do, source, expected in VALUES:
                    with self.subTest(label, preload=preload):
                        done = case.step(do, source)
                        self.assertIsNone(done["raised"])
                        self.assertEqual(done["value"], expected)
                        self.assertEqual(done["leaked"], 0)
                        self.assertEqual(done["warnings"], [])

    def test_exec_has_no_value(self):
        with Case(SOURCE) as case:
            done = case.exec("y = await later(1)\nz = y + 1")
            self.assertNotIn("value", done)
            self.assertEqual(case.eval("z")["value"], 2)
            self.assertEqual(case.step("none")["raised"], None)

    def test_call(self):
        with Case(SOURCE + "def f(a, *, b=1): return [a, b]\nclass D:\n    g = staticmethod(f)"
                  ) as case:
            self.assertEqual(case.call("f", 1, b=2)["value"], [1, 2])
            self.assertEqual(case.call("D.g", 1)["value"], [1, 1])
            self.assertEqual(case.call("solution.f", 1)["value"], [1, 1])
            self.assertEqual(case.call("len", "abc")["value"], 3)
            self.assertEqual(raised(case.call("nothing")),
                             ("NameError", "name 'nothing' is not defined"))
            self.assertEqual(raised(case.call("f"))[0], "TypeError")

    def test_arguments(self):
        with Case("import datetime\nclass P: pass") as case:
            done = case.eval("(args, kwargs)", args=[1, "a"], kwargs={"k": 2})
            self.assertEqual(done["value"], ((1, "a"), {"k": 2}))
            case.exec("mine = [7]")
            self.assertTrue(case.eval("args[0] is mine", args=[tagged("given", "mine")])["value"])
            for tag, body in (("decimal", "1.5"), ("datetime", ["date", "2020-01-02"]),
                              ("datetime", ["timedelta", "1,2,3"]),
                              ("datetime", ["datetime", "2020-01-02T03:04:05"])):
                done = case.eval("args[0]", args=[tagged(tag, body)])
                self.assertEqual(done["value"], Tag(tag, body))
            done = case.eval("args[0]", args=[tagged("object", ["P", {"x": 1}])])
            self.assertEqual(done["value"], Tag("object", ["solution.P", {"x": 1}]))
            done = case.eval("args[0]", args=[tagged("object", ["Q", {"x": 1}])])
            self.assertEqual(raised(done), ("NameError", "name 'Q' is not defined"))
            self.assertEqual(case.eval("1")["value"], 1)

    def test_large(self):
        with Case() as case:
            self.assertEqual(case.eval("'x' * 1000000")["value"], "x" * 1000000)
            self.assertEqual(case.eval("len(args[0])", args=["x" * 200000])["value"], 200000)
            self.assertEqual(case.eval("'x' * 5000000")["value"], Tag("opaque", "too large"))
            size = 60000 - len("l2;s4:doned7;")
            for length in range(size - 200, size, 7):
                self.assertEqual(len(case.eval("'x' * %d" % length)["value"]), length)

    def test_a_solution_that_replaces_builtins(self):
        source = "import builtins, os, posix, sys, marshal\n" + "".join(
            "builtins.%s = None\n" % name for name in (
                "type", "len", "isinstance", "getattr", "repr", "eval", "exec", "id", "issubclass",
                "str", "dict", "list", "tuple", "int", "hasattr", "__import__"))
        source += "posix.read = posix.write = os.read = os.write = marshal.loads = None\n"
        source += "sys.stdout = sys.stderr = None\nsys.modules.clear()\n"
        with Case(source) as case:
            self.assertEqual(case.eval("[1, {'a': 2.5}]")["value"], [1, {"a": 2.5}])
            self.assertEqual(raised(case.eval("1 / 0")), ("ZeroDivisionError", "division by zero"))

    def test_output(self):
        with Case("print('a', end='')") as case:
            case.exec("import sys\nprint('b', end='')\nsys.stderr.write('c')")
            self.assertEqual(case.output(), "ab")
            self.assertEqual(case.output("err"), "c")
            case.exec("sys.stdout = None")
            case.exec("class Evil:\n  def flush(self): raise SystemExit\nsys.stdout = Evil()")
            self.assertEqual(case.eval("1")["value"], 1)

    def test_end_of_the_channel(self):
        with Case("import atexit\natexit.register(print, 'no')") as case:
            case.eval("1")
            case.ours.close()
            self.assertEqual(case.status(), 0)

    def test_unknown_frame(self):
        with Process() as process:
            self.assertIsNone(process.ask("nonsense", {}))
            self.assertEqual(process.status(), 3)


class Evidence(unittest.TestCase):
    def test_unawaited(self):
        with Case(SOURCE) as case:
            done = case.eval("later(1)")
            self.assertEqual((done["unawaited"], done["never_awaited"]), (True, 1))
            self.assertIn("never awaited", done["warnings"][0][1])
            self.assertFalse(case.eval("1")["unawaited"])

    def test_never_awaited(self):
        source = SOURCE + "def f():\n    later(1)\n    later(2)\n    return 3\n"
        for preload in ((), ("warnings",)):
            with Case(source, preload) as case:
                done = case.eval("f()")
                self.assertEqual((done["value"], done["never_awaited"]), (3, 2))
                self.assertEqual(case.eval("1")["never_awaited"], 0)
                self.assertEqual(case.output("err"), "")

    def test_warnings(self):
        source = ("import warnings\ndef old():\n    warnings.warn('use new', DeprecationWarning)\n"
                  "class Own(UserWarning): pass\n")
        for preload in ((), ("warnings",)):
            with self.subTest(preload=preload), Case(source, preload) as case:
                expected = ["DeprecationWarning", "use new"]
                self.assertEqual(case.exec("old(); old()")["warnings"], [expected] * 2)
                self.assertEqual(case.exec("warnings.warn('w', Own)")["warnings"],
                                 [["solution.Own", "w"]])
                caught = ("with warnings.catch_warnings(record=True) as got:\n"
                          "    warnings.simplefilter('always')\n    old()\n")
                self.assertEqual(case.exec(caught)["warnings"], [])
                self.assertEqual(case.eval("len(got)")["value"], 1)
                self.assertEqual(case.exec("old()")["warnings"], [expected])
                self.assertEqual(len(case.exec("for _ in range(999): old()")["warnings"]), 100)

    def test_leaked(self):
        with Case("import asyncio\nasync def forever(): await asyncio.Event().wait()") as case:
            done = case.exec("t = asyncio.create_task(forever())")
            self.assertEqual(raised(done)[0], "RuntimeError")
            done = case.exec("t = asyncio.create_task(forever())\nawait asyncio.sleep(0)")
            self.assertEqual(done["leaked"], 1)
            done = case.exec("t.cancel()\nawait asyncio.sleep(0)")
            self.assertEqual(done["leaked"], 0)
            done = case.eval("await t")
            self.assertEqual(done["raised"]["qualname"], "CancelledError")
            self.assertEqual(done["raised"]["module"], "asyncio.exceptions")

    def test_tasks_go_on_in_the_next_step(self):
        with Case("import asyncio\nasync def later(): await asyncio.sleep(5); return 7") as case:
            self.assertEqual(case.exec("t = asyncio.ensure_future(later())\nawait asyncio.sleep(1)")
                             ["leaked"], 1)
            self.assertEqual(case.eval("await t")["value"], 7)
            self.assertEqual(case.now, 5 * 10**9)


class Raised(unittest.TestCase):
    def test_description(self):
        with Case(SOURCE) as case:
            found = case.exec("x = 1\nfail('k', 2)")["raised"]
        self.assertEqual((found["module"], found["qualname"]), ("builtins", "KeyError"))
        self.assertEqual(found["mro"], [["builtins", name] for name in (
            "KeyError", "LookupError", "Exception", "BaseException", "object")])
        self.assertEqual((found["args"], found["str"]), (["k", 2], "('k', 2)"))
        self.assertEqual((found["cause"], found["context"], found["group"]), (None, None, None))
        step, solution = found["frames"]
        self.assertEqual(step[:3], ["step 1", "<module>", 2])
        self.assertEqual(solution[:3], ["solution.py", "fail", 8])
        if NEW:
            self.assertEqual(step[3:], [2, 1, 13])
            self.assertEqual(solution[3:], [8, 18, 39])

    def test_columns_are_characters(self):
        with Case("def f():\n    return '\u00e9\u00e9', 1 / 0\n") as case:
            frame = case.call("f")["raised"]["frames"][-1]
            self.assertEqual(frame[2:], [2, 2, 18, 23] if NEW else [2, 2, 0, 0])

    def test_chain(self):
        source = ("def a():\n    try:\n        1 / 0\n    except ZeroDivisionError as e:\n"
                  "        raise KeyError(1) from e\ndef b():\n    try:\n        a()\n"
                  "    except KeyError:\n        raise OSError(2, 'no', 'name')\n"
                  "def c():\n    try:\n        a()\n    except KeyError:\n"
                  "        raise ValueError from None\n")
        with Case(source) as case:
            found = case.call("b")["raised"]
            self.assertEqual(found["qualname"], "FileNotFoundError")
            self.assertEqual(found["attrs"]["errno"], 2)
            self.assertEqual(found["attrs"]["filename"], "name")
            self.assertEqual(found["context"]["qualname"], "KeyError")
            self.assertEqual(found["context"]["cause"]["qualname"], "ZeroDivisionError")
            found = case.call("c")["raised"]
            self.assertEqual((found["cause"], found["context"]), (None, None))

    def test_bounds(self):
        source = ("def deep(n): return deep(n + 1)\n"
                  "def chain():\n    e = None\n    for i in range(50):\n"
                  "        n = ValueError(i)\n        n.__cause__ = e\n        e = n\n    raise e\n"
                  "def circle():\n    e = ValueError()\n    e.__cause__ = e\n    raise e\n"
                  "def large(): raise ValueError('x' * 10**7)\n"
                  "def nested():\n    v = []\n    for _ in range(500): v = [v]\n"
                  "    raise ValueError(v)\n")
        with Case(source) as case:
            found = case.call("deep", 0)["raised"]
            self.assertEqual((found["qualname"], len(found["frames"])), ("RecursionError", 40))
            self.assertGreater(found["left_out"], 900)
            for name in ("chain", "circle"):
                links, found = 0, case.call(name)["raised"]
                while found is not None:
                    links, found = links + 1, found["cause"]
                self.assertEqual(links, 6, name)
            found = case.call("large")["raised"]
            self.assertEqual(found["args"], Tag("opaque", "too large"))
            self.assertEqual(len(found["str"]), 16384)
            self.assertIn("too deeply", repr(case.call("nested")["raised"]["args"]))

    def test_kinds(self):
        with Case("class ValueError(ValueError):\n    def __str__(self): return 'own'\n"
                  "class Bad(Exception):\n    def __str__(self): 1 / 0\n"
                  "def stop(): raise StopIteration(5)") as case:
            for source, module, name, text in (
                    ("raise ValueError(1)", "solution", "ValueError", "own"),
                    ("raise Bad", "solution", "Bad", ""),
                    ("raise SystemExit(3)", "builtins", "SystemExit", "3"),
                    ("raise KeyboardInterrupt", "builtins", "KeyboardInterrupt", ""),
                    ("raise GeneratorExit", "builtins", "GeneratorExit", "")):
                found = case.exec(source)["raised"]
                self.assertEqual((found["module"], found["qualname"], found["str"]),
                                 (module, name, text))
            self.assertEqual(case.call("stop")["raised"]["attrs"], {"value": 5})
            found = case.exec("compile('x =', 'f', 'exec')")["raised"]
            self.assertEqual(found["attrs"]["lineno"], 1)
            case.exec("def attr():\n    e = KeyError()\n    e.code = 7\n    raise e")
            self.assertEqual(case.call("attr")["raised"]["attrs"], {"code": 7})

    @unittest.skipUnless(NEW, "notes and groups are of 3.11")
    def test_notes_and_groups(self):
        source = ("def f():\n    e = ExceptionGroup('g', [ValueError(i) for i in range(20)])\n"
                  "    e.add_note('n')\n    raise e\n"
                  "def tree(n):\n    if n == 0: return ValueError()\n"
                  "    return ExceptionGroup('t', [tree(n - 1) for _ in range(5)])\n"
                  "def g(): raise tree(6)")
        with Case(source) as case:
            found = case.call("f")["raised"]
            self.assertEqual((found["notes"], found["attrs"]), (["n"], {"message": "g"}))
            self.assertEqual([one["args"] for one in found["group"]], [[i] for i in range(10)])
            self.assertLess(str(case.call("g")["raised"]).count("left_out"), 21)

    def test_frames_of_ours_are_left_out(self):
        source = "import asyncio, time\nasync def f(): await asyncio.sleep('x')\n"
        with Case(source) as case:
            found = case.eval("await f()")["raised"]
            self.assertEqual([f[0] for f in found["frames"]][:2], ["step 1", "solution.py"])
            self.assertNotIn("harness", repr(found["frames"]))
            found = case.eval("time.sleep('x')")["raised"]
            self.assertEqual([f[0] for f in found["frames"]], ["step 2"])
            found = case.exec("import nothing_of_that_name")["raised"]
            self.assertEqual([f[0] for f in found["frames"]], ["step 3"])


if __name__ == "__main__":
    unittest.main()
