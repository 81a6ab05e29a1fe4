"""Mutants: what each operator makes of a piece of code, and that what it makes is stable and can be compiled."""

import ast
import textwrap
import unittest
import unittest.mock

from harness import channel, mutate, outline

# operator, the code, and all that it becomes. Where a row has no code for it, an operator must be silent.
ROWS = (
    ("comparison", "a < b", ["a <= b", "a >= b"]),
    ("comparison", "a >= b", ["a > b", "a < b"]),
    ("comparison", "a == b", ["a != b", "a is b"]),
    ("comparison", "a == 1", ["a != 1"]),
    ("comparison", "a is None", ["a is not None"]),
    ("comparison", "a is not b", ["a is b", "a != b"]),
    ("comparison", "a in b", ["a not in b"]),
    ("comparison", "a not in b", ["a in b"]),
    ("comparison", "0 < a <= b", ["0 <= a <= b", "0 >= a <= b", "0 < a < b", "0 < a > b"]),
    ("comparison", "a not in b == c", ["a in b == c", "a not in b != c", "a not in b is c"]),
    ("arithmetic", "a + b", ["a - b"]),
    ("arithmetic", "a + b * c", ["a - b * c", "a + b // c"]),
    ("arithmetic", "(a + b) * c", ["(a + b) // c", "(a - b) * c"]),
    ("arithmetic", "a ** b + c", ["a ** b - c", "(a * b) + c"]),
    ("arithmetic", "'x' + a", []),
    ("arithmetic", "a - -b", ["a + -b"]),
    ("sign", "a - -b", ["a - b"]),
    ("sign", "not a", ["a"]),
    ("constant", "f(3)", ["f(4)"]),
    ("constant", "f(1)", ["f(2)", "f(0)"]),
    ("constant", "f(True, 'x', '', 2.5, None)", ["f(False, 'x', '', 2.5, None)", "f(True, '', '', 2.5, None)",
                                                 "f(True, 'x', 'mutant', 2.5, None)", "f(True, 'x', '', 3.5, None)"]),
    ("constant", "f'{a:>3}'", []),
    ("boolean", "a and b or c", ["a and b and c", "a or b or c"]),
    ("branch", "a if b else c", ["a if True else c", "a if False else c"]),
    ("branch", "[x for x in a if x]", ["[x for x in a if True]"]),
    ("call", "list(a)", ["a"]),
    ("call", "f(a.copy())", ["f(a)"]),
    ("call", "copy.deepcopy(a)", ["a"]),
    ("call", "reversed(a)", ["iter(a)"]),
    ("call", "min(a, b)", ["max(a, b)"]),
    ("call", "sorted(a, reverse=True)", ["list(a)", "sorted(a)"]),
    ("call", "a.append(b)", ["a.insert(0, b)"]),
    ("call", "a.pop(0)", ["a.pop()"]),
    ("call", "a.popleft()", ["a.pop()"]),
    ("call", "f(*a, **b)", ["f(**b)", "f(*a)"]),
    ("call", "asyncio.create_task(f())", ["f()"]),
    ("slice", "a[1:n]", ["a[:n]", "a[1:]"]),
    ("slice", "a[::-1]", ["a"]),
    ("slice", "a[:]", ["a"]),
)

STATEMENTS = (
    ("return", "return a", ["return None"]),
    ("return", "return None", []),
    ("branch", "while a: f()", ["while False: f()"]),
    ("branch", "if a: f()", ["if True: f()", "if False: f()"]),
    ("exception", "try: f()\nexcept KeyError: g()", ["try: f()\nexcept Exception: g()", "try: f()\nexcept (): g()"]),
    ("exception", "try: f()\nexcept: g()", []),
    ("exception", "raise E('x') from a", ["pass", "raise E('x')"]),
    ("constant", "raise E('x')", []),
    ("finally", "try: f()\nfinally: g()", ["if True: f()\nif True: g()"]),
    ("finally", "try: f()\nexcept E: h()\nfinally: g()", ["try: f()\nexcept E: h()\nelse: g()"]),
    ("guard", "with lock:\n    f()", ["if True:\n    f()"]),
    ("guard", "with lock as held:\n    f()", []),
    ("guard", "async with a, b: f()", ["if True: f()"]),
    ("await", "await f()", ["f()"]),
    ("await", "return await asyncio.gather(*a)", ["return asyncio.gather(*a)", "return [await one for one in a]"]),
    ("await", "return await asyncio.gather(a, b)", ["return asyncio.gather(a, b)", "return [await a, await b]"]),
    ("generator", "yield a", ["yield None"]),
    ("order", "for x in a: yield x", ["for x in list(a)[::-1]: yield x"]),
    ("order", "for x in a: total += x", []),
    ("statement", "f(a)", ["pass"]),
    ("statement", "a = b", []),
    ("statement", "a.x = b", ["pass"]),
    ("statement", "a += b", ["pass"]),
    ("statement", "'a docstring'", []),
    ("jump", "for x in a:\n    break", ["for x in a:\n    continue"]),
)


def made(operator: str, text: str) -> list:
    """What the operator makes of a whole file."""
    answer = mutate.answer({"file": "solution.py", "source": text.encode(), "starter": None})
    assert answer["fault"] is None, answer
    return [mutate.applied(text.encode(), mutant["edits"]).decode() for mutant in answer["mutants"]
            if mutant["operator"] == operator]


def ids(text: str, starter: "str | None" = None) -> list:
    given = starter.encode() if starter is not None else None
    return [one["id"] for one in mutate.answer({"file": "x.py", "source": text.encode(), "starter": given})["mutants"]]


class Operators(unittest.TestCase):
    maxDiff = None

    def test_expressions(self) -> None:
        for operator, code, want in ROWS:
            with self.subTest(code=code, operator=operator):
                self.assertEqual(["r = " + one + "\n" for one in want], made(operator, "r = " + code + "\n"))

    def test_statements(self) -> None:
        def function(code: str) -> str:
            return "async def f(x):\n" + textwrap.indent(code, "    ") + "\n" if "await" in code or "async" in code \
                else "def f(x):\n" + textwrap.indent(code, "    ") + "\n"

        for operator, code, want in STATEMENTS:
            with self.subTest(code=code, operator=operator):
                keep = function(code).split("\n")[0]
                wanted = [keep + "\n" + textwrap.indent(one, "    ") + "\n" for one in want]
                text = function(code)
                if text.startswith("async") and "yield" in code:
                    continue
                self.assertEqual(wanted, [one for one in made(operator, text) if "@lambda" not in one])

    def test_generators_become_lists(self) -> None:
        text = "class A:\n    @staticmethod\n    def f(x):\n        yield x\n"
        (first,) = [one for one in made("generator", text) if "lambda" in one]
        self.assertEqual("class A:\n    @staticmethod\n    " + mutate.EAGER + "\n    def f(x):\n        yield x\n", first)
        self.assertEqual([], made("generator", "def f():\n    def g():\n        pass\n"))

    def test_decorators(self) -> None:
        text = "import m\n\n@m.a(\n    1)\n@m.b\ndef f():\n    pass\n"
        self.assertEqual(["import m\n\n@m.b\ndef f():\n    pass\n", "import m\n\n@m.a(\n    1)\ndef f():\n    pass\n"],
                         made("decorator", text))

    def test_shared(self) -> None:
        text = "X = []\n\n\n@d\ndef f(n):\n    seen = []\n    own = [n]\n    return seen\n"
        self.assertEqual([text.replace("@d", "_shared = []\n@d").replace("seen = []", "seen = _shared")],
                         made("shared", text))

    def test_comments_and_layout_stay(self) -> None:
        text = "r = (a  # a < b, and more\n     <  # here\n     b)\n"
        self.assertEqual(["r = (a  # a < b, and more\n     <=  # here\n     b)\n",
                          "r = (a  # a < b, and more\n     >=  # here\n     b)\n"], made("comparison", text))
        wide = "r = '\u00e4\u00e4' if \u00fc < 2 else 0\n"
        self.assertIn(wide.replace("<", "<="), made("comparison", wide))

    def test_left_alone(self) -> None:
        for text in ("def f(a: 'x' = None) -> 'y':\n    'Says 3.'\n    return None\n",
                     "if __name__ == '__main__':\n    f(3)\n", "import a\nx: 'int'\n", ""):
            self.assertEqual([], ids(text), text)

    def test_what_the_starter_gives_is_left_alone(self) -> None:
        self.assertEqual([], ids("DATA = [1, 2]\n", "DATA = [1,  2]  # given\n"))
        self.assertNotEqual([], ids("DATA = [1, 2]\n", "DATA = []\n"))
        self.assertNotEqual([], ids("DATA = [1, 2]\n", "DATA = ["))

    def test_identities(self) -> None:
        text = "def f(a):\n    if a > 0:\n        a = 0\n    return a > 0\n"
        self.assertEqual(len(set(ids(text))), len(ids(text)))
        self.assertIn("f: a > 0 -> a >= 0", ids(text))
        self.assertIn("f: a > 0 -> a >= 0 (2)", ids(text))
        self.assertEqual(ids(text), [one for one in ids("import m\n# more\n\n\ndef g(): return 5\n\n\n" + text)
                                     if one.startswith("f:")])

    def test_all_compile_and_differ(self) -> None:
        with open(channel.__file__, "rb") as file:
            source = file.read()
        answer = mutate.answer({"file": "m.py", "source": source, "starter": None})
        self.assertGreater(len(answer["mutants"]), 30)
        for mutant in answer["mutants"][::9]:
            text = mutate.applied(source, mutant["edits"])
            self.assertNotEqual(ast.dump(ast.parse(source)), ast.dump(ast.parse(text)), mutant["id"])

    @unittest.mock.patch.object(mutate, "MOST", 40)
    def test_no_more_than_fit(self) -> None:
        text = "".join("v%d = f(%d)\n" % (at, at + 5) for at in range(mutate.MOST + 100))
        answer = mutate.answer({"file": "m.py", "source": text.encode(), "starter": None})
        self.assertEqual((mutate.MOST, 100), (len(answer["mutants"]), answer["left_out"]))
        self.assertEqual(1, answer["mutants"][0]["line"])
        self.assertGreater(answer["mutants"][-1]["line"], mutate.MOST + 90)

    def test_faults(self) -> None:
        for source in (b"def f(:\n", b"\xff\xfe", b"x = '\0'\n"):
            answer = mutate.answer({"file": "x.py", "source": source, "starter": None})
            self.assertEqual([], answer["mutants"])
            self.assertIsNotNone(answer["fault"])


class Outline(unittest.TestCase):
    def look(self, reference: str, starter: str = "", readme: str = "", names: tuple = ("f",)) -> dict:
        return outline.answer({"names": list(names), "reference": reference.encode(), "starter": starter.encode(),
                               "readme": readme.encode()})

    def test_forms(self) -> None:
        rows = (
            ("def f(a, b: int = 2, *c, d=None, **e) -> int: pass", "def (a, b=2, *c, d=None, **e)"),
            ("async def f(): pass", "async def ()"),
            ("class f: pass", "class"),
            ("try:\n    import f\nexcept ImportError:\n    def f(x): pass", "def (x)"),
            ("f = lambda: 1", None),
            ("def g():\n    def f(): pass", None),
        )
        for text, want in rows:
            with self.subTest(text):
                self.assertEqual(want, self.look(text)["names"]["f"]["reference"]["form"])
        self.assertTrue(self.look("from m import g as f")["names"]["f"]["reference"]["there"])
        self.assertFalse(self.look("g = 1")["names"]["f"]["reference"]["there"])
        self.assertEqual(["starter"], self.look("f = 1", "def f(:")["broken"])

    def test_blocks(self) -> None:
        readme = ("a\n```python\nf(1)\n```\n```\nno\n```\n```python no-run\ng()\n```\n~~~py\nh()\n~~~\n"
                  "```pycon\n>>> f(2)\n3\n>>> for x in y:\n...     pass\n```\n```python\nnever closed\n")
        self.assertEqual([[3, "f(1)\n", True], [9, "g()\n", False], [12, "h()\n", True],
                          [15, "f(2)\n\nfor x in y:\n    pass\n", True]], self.look("", "", readme)["blocks"])


if __name__ == "__main__":
    unittest.main()
