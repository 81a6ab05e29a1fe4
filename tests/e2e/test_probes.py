"""Probes, by the examples of `grade help cases`: each with a solution that passes, and with wrong ones that fail
there and nowhere else. More of the language is in packages/probes."""

import json

import grader

CASES = [
    {"name": "retries until it succeeds",
     "given": {"flaky": {"$function": [{"raise": "OSError"}, {"raise": "OSError"}, {"return": 7}]}},
     "eval": "retry(times=3)(flaky)('a')",
     "returns": 7,
     "then": {"flaky.args": ["a", "a", "a"]}},
    {"name": "backs off 1, 2, 4 seconds",
     "given": {"down": {"$function": {"raise": "OSError", "args": ["no route"]}}},
     "eval": "retry(times=4, backoff=1)(down)()",
     "raises": {"type": "OSError", "match": "no route"},
     "then": {"clock.sleeps": [1, 2, 4], "down.calls": {"$len": 4}}},
    {"name": "pulls nothing before it is asked, and never too much",
     "given": {"source": {"$iterator": {"count_from": 1}}},
     "steps": [
         {"exec": "g = take_squares(source, 3)", "then": {"source.pulled": 0}},
         {"eval": "next(g)", "returns": 1, "then": {"source.pulled": 1}},
         {"eval": "list(g)", "returns": [4, 9]}],
     "then": {"source.pulled": {"$max": 4}}},
    {"name": "fetches all at the same time, in the order asked",
     "given": {"fetch": {"$async_function": {"echo": True, "delay": 10}}},
     "eval": "await fetch_all(fetch, ['a', 'b', 'c'])",
     "returns": ["a", "b", "c"],
     "then": {"clock.elapsed": 10, "fetch.peak": 3, "tasks.leaked": 0}},
    {"name": "lets itself be cancelled",
     "given": {"job": {"$async_function": {"return": 7, "delay": 9}}},
     "exec": ["import asyncio", "t = asyncio.create_task(or_default(job(), 5, 'late'))", "await asyncio.sleep(1)",
              "t.cancel()"],
     "eval": "await t", "raises": "asyncio.CancelledError", "then": {"job.cancelled": 1}},
    {"name": "leaves contexts in reverse order, with the exception",
     "given": {"a": {"$context": {}}, "b": {"$context": {"suppress": True}}},
     "exec": "with both(a, b): raise KeyError('x')",
     "then": {"events": [["enter", "a"], ["enter", "b"], ["exit", "b", "KeyError"], ["exit", "a", None]]}},
    {"name": "one bad address does not spoil the others",
     "given": {"get": {"$async_function": {"by": [[["bad"], {"raise": "ConnectionError"}]],
                                           "else": {"echo": True, "delay": 1}}}},
     "eval": "await fetch_safe(get, ['x', 'bad', 'y'])", "returns": ["x", None, "y"]},
    {"name": "leaves its argument as it was",
     "given": {"df": {"b": [2, 1], "a": [3]}},
     "eval": "tidy(df)", "returns": {"a": [3], "b": [1, 2]}, "then": {"df": {"$given": "df"}}},
    {"name": "asks for each address once",
     "given": {"get": {"$function": {"echo": True}}},
     "eval": "[cached(get)(x) for x in 'aab']", "returns": ["a", "a", "b"]},
]

RIGHT = """
import asyncio
import time
from contextlib import ExitStack, contextmanager


def retry(times, backoff=0):
    def decorate(f):
        def wrapped(*args, **kwargs):
            for attempt in range(times):
                try:
                    return f(*args, **kwargs)
                except OSError:
                    if attempt == times - 1:
                        raise
                    if backoff:
                        time.sleep(backoff * 2**attempt)
        return wrapped
    return decorate


def take_squares(source, n):
    for _ in range(n):
        yield next(source) ** 2


async def fetch_all(fetch, names):
    return await asyncio.gather(*map(fetch, names))


async def or_default(job, seconds, default):
    try:
        return await asyncio.wait_for(job, seconds)
    except asyncio.TimeoutError:
        return default


@contextmanager
def both(a, b):
    with ExitStack() as stack:
        stack.enter_context(a)
        stack.enter_context(b)
        yield


async def fetch_safe(get, names):
    async def one(name):
        try:
            return await get(name)
        except ConnectionError:
            return None
    return await asyncio.gather(*map(one, names))


def tidy(table):
    return {name: sorted(table[name]) for name in sorted(table)}


def cached(get):
    return get
"""

# Case -> what is wrong, instead of a function of RIGHT, and what the report must say of it.
WRONG = {
    "retries until it succeeds": [
        ("""
def retry(times, backoff=0):
    def decorate(f):
        def wrapped(*args):
            for attempt in range(times):
                try:
                    return f(*args) and f(*args)
                except OSError:
                    if attempt == times - 1:
                        raise
        return wrapped
    return decorate
""", "that is call 4, and only 3 are expected"),
        ("""
def retry(times, backoff=0):
    def decorate(f):
        def wrapped(*args):
            for attempt in range(times):
                try:
                    return f()
                except OSError:
                    if attempt == times - 1:
                        raise
        return wrapped
    return decorate
""", "flaky.args"),
        ("def retry(times, backoff=0): return lambda f: lambda *args: 7\n", "flaky.args"),
    ],
    "backs off 1, 2, 4 seconds": [
        ("""
def retry(times, backoff=0):
    def decorate(f):
        def wrapped(*args):
            for attempt in range(times):
                try:
                    return f(*args)
                except OSError:
                    if backoff:
                        time.sleep(backoff * 2**attempt)
            return f(*args)
        return wrapped
    return decorate
""", "clock.sleeps"),
        ("""
def retry(times, backoff=0):
    def decorate(f):
        def wrapped(*args):
            for attempt in range(times - 1):
                if backoff:
                    time.sleep(backoff * 2**attempt)
            raise OSError("no route")
        return wrapped
    return decorate
""", "down.calls"),
    ],
    "pulls nothing before it is asked, and never too much": [
        ("""
def take_squares(source, n):
    return iter([next(source) ** 2 for _ in range(n)])
""", "source.pulled"),
        ("""
def take_squares(source, n):
    held = next(source)
    for _ in range(n):
        yield held ** 2
        held = next(source)
    next(source)
""", "source.pulled"),
        ("def take_squares(source, n): return (i * i for i in range(1, n + 1))\n", "source.pulled"),
        ("def take_squares(source, n): yield from [x * x for x in source][:n]\n", "limit"),
    ],
    "fetches all at the same time, in the order asked": [
        ("async def fetch_all(fetch, names): return [await fetch(name) for name in names]\n", "clock.elapsed"),
        ("async def fetch_all(fetch, names): return names\n", "clock.elapsed"),
        ("""
async def fetch_all(fetch, names):
    asyncio.create_task(asyncio.sleep(60))
    return await asyncio.gather(*map(fetch, names))
""", "tasks.leaked"),
        ("async def fetch_all(fetch, names): return (await asyncio.gather(*map(fetch, names)))[::-1]\n", "returns"),
    ],
    "lets itself be cancelled": [
        ("""
async def or_default(job, seconds, default):
    try:
        return await asyncio.wait_for(asyncio.shield(job), seconds)
    except asyncio.TimeoutError:
        return default
""", "job.cancelled"),
        ("""
async def or_default(job, seconds, default):
    try:
        return await asyncio.wait_for(job, seconds)
    except BaseException:
        return default
""", "raised nothing"),
    ],
    "leaves contexts in reverse order, with the exception": [
        ("""
@contextmanager
def both(a, b):
    with b, a:
        yield
""", "events"),
        ("""
@contextmanager
def both(a, b):
    a.__enter__()
    b.__enter__()
    try:
        yield
    except KeyError:
        pass
    b.__exit__(None, None, None)
    a.__exit__(None, None, None)
""", "events"),
    ],
    "one bad address does not spoil the others": [
        ("async def fetch_safe(get, names): return await asyncio.gather(*map(get, names))\n", "ConnectionError"),
    ],
    "leaves its argument as it was": [
        ("""
def tidy(table):
    for column in table.values():
        column.sort()
    return dict(sorted(table.items()))
""", "df"),
    ],
}


def failed(run: grader.Run) -> list:
    return [case["name"] for case in run.report["cases"] if case["verdict"] != "pass"]


class Probes(grader.Test):
    def test_right(self) -> None:
        package = self.package(CASES)
        for mode in grader.modes():
            run = grader.report(package, self.write("right.py", RIGHT), mode=mode)
            self.assertEqual([], failed(run), str(run))

    def test_wrong(self) -> None:
        package = self.package(CASES)
        for name, solutions in WRONG.items():
            for number, (change, says) in enumerate(solutions):
                with self.subTest(case=name, number=number):
                    run = grader.report(package, self.write("wrong.py", RIGHT + "\n" + change))
                    self.assertIn(name, failed(run), str(run))
                    if says:
                        told = grader.case_of(run, name)
                        self.assertTrue(says in str(told["failures"]) or says in told["verdict"], str(told))

    def test_help(self) -> None:
        text = grader.grade("help", "cases").out
        text = text[text.index("\nWHAT IS GIVEN"):]
        examples, _ = json.JSONDecoder().raw_decode(text[text.index('{"cases"'):])
        self.assertGreater(len(examples["cases"]), 5)
        run = grader.report(self.package(examples["cases"]), self.write("right.py", RIGHT))
        self.assertEqual([], failed(run), str(run))

    def test_every_case_has_a_wrong_solution(self) -> None:
        names = {case["name"] for case in CASES} - {"asks for each address once"}
        self.assertEqual(names, set(WRONG))
