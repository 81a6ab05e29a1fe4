"""The stubs of probes: what they ask, what they make of the answers, and what is not in the process."""

import unittest

from harness import wire
from supervisor import Case, Tag, tagged


class Scripted(Case):
    """A case whose probes are answered from `answers`, in order; what was asked is in `asked`."""

    def __init__(self, source="", answers=(), **begin):
        self.answers, self.asked, self.clock = list(answers), [], 0
        super().__init__(source, **begin)

    def answer(self):
        while True:
            frame = super().answer()
            if frame is None or frame[0] != "probe":
                return frame
            self.asked.append(frame[1])
            if frame[1]["op"] not in ("cancelled", "close"):
                self.send("probe", self.answers.pop(0))


def value(value):
    return {"do": "return", "value": value}


F = {"given": [["f", "function", None]]}
ASYNC = {"given": [["f", "async_function", None]], "preload": ("asyncio",)}


class Functions(unittest.TestCase):
    def test_a_call(self):
        with Scripted(answers=[value([1, 2])], **F) as case:
            self.assertEqual(case.eval("f(1, [2], k=None)")["value"], [1, 2])
            self.assertEqual(case.asked, [
                {"op": "call", "name": "f", "args": (1, [2]), "kwargs": {"k": None}}])

    def test_answers(self):
        answers = [{"do": "echo"}, {"do": "return"}, {"do": "raise", "type": "KeyError", "args": ["k"]},
                   {"do": "raise", "type": "json.JSONDecodeError", "args": ["m", "d", 0]},
                   {"do": "raise", "type": "solution.E", "args": []},
                   {"do": "raise", "type": "E", "args": []}, {"do": "raise", "type": "print", "args": []}]
        with Scripted("class E(Exception): pass", answers, names=["E"], **F) as case:
            self.assertEqual(case.eval("(lambda o: f(o) is o)(object())")["value"], True)
            self.assertEqual(case.eval("f()")["value"], None)
            names = [case.eval("f()")["raised"]["qualname"] for _ in range(5)]
            self.assertEqual(names, ["KeyError", "JSONDecodeError", "E", "E", "TypeError"])

    def test_the_clock_moves(self):
        with Scripted(answers=[{"do": "return", "value": 1, "now": 5 * 10**9}], **F) as case:
            case.exec("import time")
            self.assertEqual(case.eval("f(), time.monotonic()")["value"], (1, 1005.0))

    def test_arguments_are_told_without_a_call(self):
        source = """
class Odd:
    def __getattribute__(self, name): raise SystemExit
    def __eq__(self, other): raise SystemExit
    __hash__ = __repr__ = __iter__ = __len__ = __reduce__ = __eq__
class List(list):
    __iter__ = __len__ = Odd.__eq__
a, b = Odd(), Odd()
"""
        with Scripted(source, [value(0)] * 3, **F) as case:
            self.assertEqual(case.eval("f(a, b, a, List([1]), f)")["value"], 0)
            self.assertEqual(case.asked[0]["args"], (
                Tag("object", ["solution.Odd", {"__id__": 1}]), Tag("object", ["solution.Odd", {"__id__": 2}]),
                Tag("object", ["solution.Odd", {"__id__": 1}]),
                Tag("object", ["solution.List", {"__id__": 3}]), Tag("given", "f")))

    def test_an_object_that_is_gone_is_no_other(self):
        with Scripted("class A: pass", [value(0)] * 4, **F) as case:
            case.exec("for _ in range(2): f(A())\nf(object()); f(object())")
            ids = [asked["args"][0].body[1]["__id__"] for asked in case.asked]
            self.assertEqual(ids, [1, 2, 3, 4])

    def test_signatures(self):
        rows = [("a, b=2", "f(1)", (1, 2), None), ("(a, /, b, *, c=3)", "f(1, b=2)", (1, 2), {"c": 3}),
                ("*args, k, **more", "f(1, k=2, z=3)", (1,), {"k": 2, "z": 3}), ("()", "f()", (), None)]
        for signature, call, args, kwargs in rows:
            for kind, source in (("function", call), ("async_function", "await " + call)):
                given = [["f", kind, signature]]
                with self.subTest(signature=signature, kind=kind), \
                        Scripted(answers=[value(7)], given=given) as case:
                    self.assertEqual(case.eval(source)["value"], 7)
                    self.assertEqual(case.asked[0]["args"], args)
                    self.assertEqual(case.asked[0].get("kwargs"), kwargs)
                    self.assertEqual(case.eval("f(0, 0, 0, 0, 0, x=0)")["raised"]["qualname"]
                                     if "*" not in signature[0] else "TypeError", "TypeError")

    def test_builtins_that_were_replaced(self):
        source = """
import builtins, sys
builtins.isinstance = builtins.type = builtins.len = builtins.getattr = lambda *args: 1 / 0
builtins.id = builtins.list = builtins.dict = builtins.super = lambda *args: 1 / 0
builtins.setattr = builtins.exec = builtins.compile = lambda *args: 1 / 0
"""
        with Scripted(source, [value(1)], **F) as case:
            self.assertEqual(case.eval("f(1, [2])")["value"], 1)
            self.assertEqual(case.asked[0]["args"], (1, [2]))
            anew = {"given": [["f", "function", "a"], ["xs", "value", wire.dumps([1])]]}
            case.answers = [value(3)]
            self.assertEqual(case.eval("[f(xs), xs]", **anew)["value"], [3, Tag("same", ["xs", [1]])])

    def test_an_unforeseen_call_is_told_with_its_place(self):
        with Scripted("def g(f):\n    try: f()\n    except BaseException: pass", [{"do": "where"}], **F) as case:
            kind, body = case.exec("g(f)")
            self.assertEqual(kind, "where")
            self.assertEqual([frame[:3] for frame in body["frames"]],
                             [["step 1", "<module>", 1], ["solution.py", "g", 2]])


class Asynchronous(unittest.TestCase):
    def test_a_delay(self):
        later = {"do": "later", "id": 4, "ns": 2 * 10**9}
        with Scripted(answers=[later, value(3)], **ASYNC) as case:
            self.assertEqual(case.eval("await f(1)")["value"], 3)
            self.assertEqual([asked["op"] for asked in case.asked], ["call", "fetch"])
            self.assertEqual(case.asked[1]["id"], 4)
            self.assertEqual([entry[:2] for entry in case.log], [("wait", 2 * 10**9)])

    def test_cancelled(self):
        with Scripted(answers=[{"do": "later", "id": 0, "ns": 10**9}], **ASYNC) as case:
            case.exec("import asyncio\nt = asyncio.create_task(f())\nawait asyncio.sleep(0)\nt.cancel()")
            self.assertEqual(case.eval("await t")["raised"]["qualname"], "CancelledError")
            self.assertEqual(case.asked[-1], {"op": "cancelled", "id": 0})

    def test_it_is_a_coroutine_function(self):
        with Scripted(**ASYNC) as case:
            case.exec("import inspect")
            self.assertEqual(case.eval("inspect.iscoroutinefunction(f)")["value"], True)

    def test_without_a_loop(self):
        with Scripted(answers=[value(3)], **ASYNC) as case:
            case.exec("c = f()\ntry: c.send(None)\nexcept StopIteration as e: got = e.value")
            self.assertEqual(case.eval("got")["value"], 3)


class Others(unittest.TestCase):
    def test_items_that_were_not_pulled_are_not_there(self):
        source = """
import gc
def strings():
    seen = []
    for thing in gc.get_objects():
        for inner in [thing, *gc.get_referents(thing)]:
            if type(inner) is str and inner[:5] == 'item-':
                seen.append(inner)
            elif type(inner) is bytes and b'item-' in inner:
                seen.append(inner)
    return [text for text in seen if text[5:].isdigit()]
"""
        given = [["xs", "iterator", None]]
        with Scripted(source, [value("item-" + "1"), value("item-" + "2")], given=given) as case:
            self.assertEqual(case.eval("(lambda x: set(strings()))([next(xs)])")["value"], {"item-1"})

    def test_identity(self):
        given = [[kind[0], kind, None] for kind in ("iterator", "context", "object")]
        with Scripted(answers=[value(True)], given=given) as case:
            self.assertEqual(case.eval("(i == i, i == c, hash(c) == hash(c), o == o)")["value"],
                             (True, False, True, True))

    def test_values_are_marked(self):
        given = [["xs", "value", wire.dumps([1, [2]])], ["n", "value", wire.dumps(3)]]
        with Scripted(given=given) as case:
            self.assertEqual(case.eval("[xs, [1, [2]], n]")["value"],
                             [Tag("same", ["xs", [1, [2]]]), [1, [2]], 3])
            done = case.exec("xs.append(4)", show=["xs"])
            self.assertEqual(done["shown"], {"xs": Tag("same", ["xs", [1, [2], 4]])})

    def test_a_given_value_refers_to_a_probe(self):
        given = [["f", "function", None], ["pair", "value", wire.dumps([tagged("given", "f")])]]
        with Scripted(given=given) as case:
            self.assertEqual(case.eval("pair[0] is f")["value"], True)

    def test_a_module(self):
        given = [["api", "module", None], ["api.get", "function", None], ["api.N", "value", wire.dumps(5)]]
        with Scripted("import api\ndef g(): return api.get()", [value(1)], given=given) as case:
            self.assertEqual(case.eval("[g(), api.N]")["value"], [1, 5])
            self.assertEqual(case.asked[0]["name"], "api.get")

    def test_names_that_clash(self):
        with Scripted("f = 1", **F) as case:
            self.assertEqual((case.first[1]["stage"], case.first[1]["missing"]), ("clash", ["f"]))

    def test_names_that_are_replaced(self):
        with Scripted("def f(): pass\ndef g(): return f()", [value(2)], replace=["f"], **F) as case:
            self.assertEqual(case.eval("g()")["value"], 2)

    def test_given_anew(self):
        with Scripted(answers=[value(1), value(2)], **F) as case:
            self.assertEqual(case.eval("f()")["value"], 1)
            self.assertEqual(case.eval("f()", **F)["value"], 2)

    def test_threads(self):
        source = """
import threading
def many(f, n):
    out = []
    threads = [threading.Thread(target=lambda i=i: out.append(f(i) == i)) for i in range(n)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    return out
"""
        with Scripted(source, [{"do": "echo"}] * 50, clock="real", **F) as case:
            self.assertEqual(case.eval("many(f, 50)")["value"], [True] * 50)
            self.assertEqual(sorted(asked["args"][0] for asked in case.asked), list(range(50)))
