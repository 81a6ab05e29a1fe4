"""Static rules: facts about sources, as the process that prepares answers them."""

import unittest

from harness import rules
from supervisor import Process

SOURCE = """\
import os.path as p, re
from json import loads as read
from . import near

async def fetch(session):
    async with session as s:
        return [x async for x in s.read(-1.5)]

class A:
    limit: int = 3
    class B:
        def m(self, n=None, *, key={}):
            return self.m(n) if n else read("1")

def redefined():
    yield 1

def redefined():
    return p.join("a", "b")

def numbers():
    yield from range(3)

if p:
    def either(): return 1
else:
    def either(): return 2

try:
    def within(): pass
except* ValueError:
    pass
finally:
    re.compile("a", flags=re.I)
""".replace("except*", "except")

# scope, kind, what, and the lines where it is found; None: there is no such scope.
FACTS = [
    (None, "nodes", ["FunctionDef"], [12, 15, 18, 21, 25, 27, 30]),
    ("A", "nodes", ["FunctionDef"], [12]),
    ("A.B.m", "nodes", ["FunctionDef"], []),
    ("A.m", "nodes", ["FunctionDef"], None),
    ("B", "nodes", ["FunctionDef"], None),
    ("redefined", "nodes", ["Yield"], []),
    ("either", "nodes", ["Return"], [25, 27]),
    ("within", "nodes", ["Pass"], [30]),
    ("numbers", "nodes", ["Yield", "YieldFrom"], [22]),
    (None, "nodes", ["USub"], [7]),
    (None, "nodes", ["NoSuchNode"], []),
    (None, "call", "os.path.join", [19]),
    (None, "call", "p.join", [19]),
    (None, "call", ".join", [19]),
    (None, "call", "join", []),
    (None, "call", "json.loads", [13]),
    (None, "call", "loads", []),
    (None, "call", "self.m", [13]),
    (None, "import", "os", [1]),
    (None, "import", "os.path", [1]),
    (None, "import", "os.pat", []),
    (None, "import", "json.loads", [2]),
    (None, "import", "re", [1]),
    (None, "name", "re.I", [34]),
    (None, "name", "near", [3]),
    (None, "name", "key", [12]),
    (None, "name", "m", [12]),
    (None, "literal", -1.5, [7]),
    (None, "literal", 1.5, [7]),
    (None, "literal", 1, [16, 25]),
    (None, "literal", None, [12]),
    (None, "special", "async def", [5]),
    ("fetch", "special", "async def", [5]),
    (None, "special", "recursion", [13]),
    (None, "special", "mutable default", [12]),
    (None, "special", "annotation", [10]),
    (None, "special", "finally", [29]),
    (None, "special", "bare except", []),
]

MEASURES = [
    (None, "nesting", 1), ("fetch", "nesting", 1), ("A", "nesting", 0), (None, "branches", 1),
    ("A.B.m", "branches", 1), ("fetch", "branches", 0), (None, "lines", 27), ("A", "lines", 5),
    ("either", "lines", 1),
]


def facts(source, *queries):
    body = {"file": "solution.py", "source": source.encode(), "queries": [
        {"in": scope, "kind": kind, "what": what} for scope, kind, what in queries]}
    with Process() as process:
        kind, answer = process.ask("rules", body)
    assert kind == "facts", kind
    return answer


class Facts(unittest.TestCase):
    def test_constructs(self):
        answer = facts(SOURCE, *[row[:3] for row in FACTS])
        self.assertIsNone(answer["fault"])
        for row, fact in zip(FACTS, answer["facts"]):
            with self.subTest(row=row):
                lines = row[3]
                self.assertEqual(fact["scope"] is None, lines is None)
                self.assertEqual([line for line, _ in fact["at"]], lines or [])
                self.assertEqual(fact["count"], len(lines or []))

    def test_places_are_bounded(self):
        answer = facts("x\n" * 50, (None, "name", "x"))
        self.assertEqual((answer["facts"][0]["count"], len(answer["facts"][0]["at"])), (50, rules.PLACES))

    def test_measures(self):
        answer = facts(SOURCE, *[(*row[:2], None) for row in MEASURES])
        for row, fact in zip(MEASURES, answer["facts"]):
            with self.subTest(row=row):
                self.assertEqual(fact["count"], row[2])

    def test_words_are_known(self):
        """What rule.c calls special, the harness knows."""
        self.assertEqual(set(rules.SPECIAL), {
            "recursion", "mutable default", "annotation", "bare except", "finally", "star import",
            "docstring", "async def"})
        for word in rules.SPECIAL:
            self.assertIsNone(facts(SOURCE, (None, "special", word))["fault"])

    def test_faults(self):
        for source in ("def f(:", "x = 1\0", "(" * 5000, "# coding: nonsense\n"):
            answer = facts(source, (None, "nodes", ["For"]))
            self.assertEqual(answer["facts"], [])
            self.assertTrue(answer["fault"]["qualname"])

    def test_nothing_runs(self):
        answer = facts("import sys\nsys.exit(3)\n", (None, "call", "sys.exit"))
        self.assertEqual(answer["facts"], [{"scope": [0, 0], "count": 1, "at": [[2, 1]]}])


if __name__ == "__main__":
    unittest.main()
