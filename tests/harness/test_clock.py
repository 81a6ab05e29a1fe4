"""The virtual clock and its event loop."""

import unittest

from supervisor import Case

PRELOADS = ((), ("asyncio", "datetime", "threading", "queue"))
READS = [
    ("time.time()", 1700000000.0), ("time.time_ns()", 1700000000 * 10**9),
    ("time.monotonic()", 1000.0), ("time.monotonic_ns()", 1000 * 10**9),
    ("time.perf_counter()", 1000.0), ("time.perf_counter_ns()", 1000 * 10**9),
    ("time.gmtime()[:6]", (2023, 11, 14, 22, 13, 20)),
    ("time.localtime()[:6]", (2023, 11, 14, 22, 13, 20)),
    ("time.gmtime(0)[:3]", (1970, 1, 1)), ("time.gmtime(None)[0]", 2023),
    ("time.ctime()", "Tue Nov 14 22:13:20 2023"), ("time.asctime()", "Tue Nov 14 22:13:20 2023"),
    ("time.strftime('%Y')", "2023"), ("time.strftime('%Y', time.gmtime(0))", "1970"),
    ("time.clock_gettime(time.CLOCK_REALTIME)", 1700000000.0),
    ("time.clock_gettime_ns(time.CLOCK_MONOTONIC)", 1000 * 10**9),
    ("time.process_time() < 100", True),
    ("repr(datetime.datetime.now())", "datetime.datetime(2023, 11, 14, 22, 13, 20)"),
    ("repr(datetime.datetime.utcnow())", "datetime.datetime(2023, 11, 14, 22, 13, 20)"),
    ("repr(datetime.datetime.today())", "datetime.datetime(2023, 11, 14, 22, 13, 20)"),
    ("repr(datetime.date.today())", "datetime.date(2023, 11, 14)"),
    ("type(datetime.datetime.now()) is datetime.datetime", True),
    ("datetime.datetime.now(datetime.timezone.utc).isoformat()", "2023-11-14T22:13:20+00:00"),
    ("datetime.datetime.now(tz=datetime.timezone(datetime.timedelta(hours=2))).isoformat()",
     "2023-11-15T00:13:20+02:00"),
    ("type(Sub.now()) is Sub and type(Sub.utcnow()) is Sub and Sub.now().year", 2023),
    ("Sub.now(datetime.timezone.utc).year", 2023),
    ("isinstance(datetime.datetime(2020, 1, 1), datetime.datetime)", True),
    ("C().now() - C().now()", 0.0),
]
SETUP = """
import datetime, time
class Sub(datetime.datetime): pass
class C: now = time.monotonic
"""
ERRORS = [
    ("time.sleep(-1)", "ValueError"), ("time.sleep(-0.5)", "ValueError"),
    ("time.sleep(float('nan'))", "ValueError"), ("time.sleep('1')", "TypeError"),
    ("time.sleep(None)", "TypeError"), ("time.sleep(1e300)", "OverflowError"),
    ("time.sleep(10**30)", "OverflowError"), ("time.sleep()", "TypeError"),
    ("datetime.datetime.now(3)", "TypeError"),
]


class Virtual(unittest.TestCase):
    def test_reads(self):
        for preload in PRELOADS:
            with Case(SETUP, preload, env={"TZ": "UTC"}) as case:
                for source, expected in READS:
                    with self.subTest(source, preload=preload):
                        done = case.eval(source)
                        self.assertIsNone(done["raised"])
                        self.assertEqual(done["value"], expected)

    def test_sleep(self):
        with Case(SETUP) as case:
            for seconds in ("1", "0.1", "2.5", "0", "True", "1e-9"):
                self.assertIsNone(case.exec("time.sleep(%s)" % seconds)["raised"])
            self.assertEqual(case.sleeps(), [1, 0.1, 2.5, 0, 1, 1e-9])
            self.assertEqual(case.eval("time.monotonic()")["value"], 1004.600000001)
            self.assertEqual(case.eval("datetime.datetime.now().second")["value"], 24)

    def test_errors(self):
        with Case(SETUP) as case:
            for source, expected in ERRORS:
                with self.subTest(source):
                    self.assertEqual(case.exec(source)["raised"]["qualname"], expected)
            self.assertEqual(case.log, [])

    def test_names_that_are_held(self):
        source = "from time import sleep, monotonic as now\nimport queue, threading\n"
        for preload in PRELOADS:
            with self.subTest(preload=preload), Case(source, preload) as case:
                self.assertEqual(case.eval("[sleep(3), now()]")["value"], [None, 1003.0])
                self.assertEqual(case.eval("[queue.time(), threading._time()]")["value"],
                                 [1003.0, 1003.0])
                for wait in ("threading.Event().wait(1)", "queue.Queue().get(timeout=1)"):
                    raised = case.exec(wait)["raised"]
                    self.assertIn("virtual clock", raised["str"])
                self.assertEqual(case.exec("queue.Queue().get_nowait()")["raised"]["qualname"],
                                 "Empty")

    def test_advance(self):
        with Case("import time") as case:
            done = case.eval("time.monotonic()", advance=90 * 10**9)
            self.assertEqual(done["value"], 1090.0)

    def test_busy(self):
        source = "import time\ndef spin():\n    while time.time() < 2e9:\n        pass\n"
        with Case(source) as case:
            kind, body = case.call("spin")
            self.assertEqual((kind, body["reads"]), ("busy", 100000))
            self.assertEqual(body["frames"][-1][:2], ["solution.py", "spin"])
            self.assertEqual(case.status(), 0)

    def test_not_busy(self):
        source = ("import time\ndef poll():\n    for _ in range(4):\n"
                  "        for _ in range(60000): time.monotonic()\n        time.sleep(0.001)\n")
        with Case(source) as case:
            self.assertIsNone(case.call("poll")["raised"])

    def test_real(self):
        source = "import time, datetime, asyncio, threading, queue\n"
        for preload in PRELOADS:
            with self.subTest(preload=preload), Case(source, preload, clock="real") as case:
                for step in ("time.sleep(0.01)\nawait asyncio.sleep(0.01)",
                             "asyncio.run(asyncio.sleep(0.01))",
                             "threading.Event().wait(0.01)"):
                    self.assertIsNone(case.exec(step)["raised"])
                for read in ("time.time()", "datetime.datetime.now().timestamp()",
                             "datetime.datetime.utcnow().timestamp() + 90000"):
                    self.assertGreater(case.eval(read)["value"], 1.71e9)
                self.assertEqual(case.eval("queue.time is time.monotonic")["value"], True)
                self.assertEqual(case.log, [])


GATHER = """
import asyncio, time
async def one(delay):
    await asyncio.sleep(delay)
    return time.monotonic()
async def all_of(*delays):
    return await asyncio.gather(*map(one, delays))
async def impatient():
    try:
        await asyncio.wait_for(one(10), 1.5)
    except asyncio.TimeoutError:
        return asyncio.get_running_loop().time()
async def rude():
    time.sleep(3)
    return await one(1)
async def stuck(): await asyncio.Event().wait()
async def both(): await asyncio.gather(stuck(), asyncio.Queue().get())
async def spin():
    asyncio.get_running_loop().call_later(5, print)
    while True: await asyncio.sleep(0)
async def many(n):
    for _ in range(n): await asyncio.sleep(0)
    return n
async def threads():
    return await asyncio.get_running_loop().run_in_executor(None, lambda: 5)
"""


class Loop(unittest.TestCase):
    def test_steps(self):
        for preload in PRELOADS:
            with self.subTest(preload=preload), Case(GATHER, preload) as case:
                self.assertEqual(case.eval("await all_of(3, 1, 3)")["value"],
                                 [1003.0, 1001.0, 1003.0])
                self.assertEqual(case.log, [("sleep", 3 * 10**9, "async"),
                                            ("sleep", 10**9, "async"),
                                            ("sleep", 3 * 10**9, "async"),
                                            ("wait", 10**9, None), ("wait", 3 * 10**9, None)])
                self.assertEqual(case.eval("await impatient()")["value"], 1004.5)
                self.assertEqual(case.eval("asyncio.run(one(1))")["value"], 1005.5)
                self.assertEqual(case.eval("await rude()")["value"], 1009.5)
                self.assertEqual(case.eval("await many(200000)")["value"], 200000)
                self.assertEqual(case.eval("await one(86400 * 400)")["value"], 34561009.5)
                self.assertEqual(case.eval("await threads()")["value"], 5)

    def test_deadlock(self):
        for source in ("await both()", "asyncio.run(both())"):
            with self.subTest(source), Case(GATHER) as case:
                kind, body = case.eval(source)
                self.assertEqual(kind, "deadlock")
                stacks = {name: frames for name, frames in body["stacks"]}
                self.assertEqual(len(stacks), 3)
                functions = sorted(frames[-1][1] for frames in stacks.values())
                self.assertIn("both", functions)
                self.assertIn(["solution.py", "stuck"],
                              [frame[:2] for frames in stacks.values() for frame in frames])
                self.assertEqual(case.status(), 0)

    def test_deadlock_across_steps(self):
        with Case(GATHER) as case:
            case.exec("e = asyncio.Event()\nt = asyncio.ensure_future(e.wait())\n"
                      "await asyncio.sleep(0)")
            case.exec("e.set()")
            self.assertEqual(case.eval("await t")["value"], True)

    def test_busy(self):
        with Case(GATHER) as case:
            self.assertEqual(case.eval("await spin()")[0], "busy")

    def test_what_plain_steps_make_belongs_to_the_loop(self):
        with Case("import asyncio") as case:
            case.exec("q = asyncio.Queue(); lock = asyncio.Lock()")
            self.assertEqual(case.eval("(await q.put(4), await lock.acquire(), await q.get())")
                             ["value"], (None, True, 4))
            case.exec("asyncio.run(asyncio.sleep(1))")
            case.exec("q = asyncio.Queue(); q.put_nowait(5)")
            self.assertEqual(case.eval("await q.get()")["value"], 5)

    def test_a_closed_loop(self):
        with Case("import asyncio") as case:
            case.exec("asyncio.get_event_loop().close()")
            self.assertIsNone(case.exec("await asyncio.sleep(1)")["raised"])

    def test_sleep_looks_as_it_does(self):
        with Case("import asyncio, inspect") as case:
            self.assertEqual(case.eval(
                "(asyncio.iscoroutinefunction(asyncio.sleep), asyncio.sleep.__module__, "
                "asyncio.sleep.__name__, list(inspect.signature(asyncio.sleep).parameters)[:2])"
            )["value"], (True, "asyncio.tasks", "sleep", ["delay", "result"]))
            self.assertEqual(case.eval("await asyncio.sleep(1, result='r')")["value"], "r")


if __name__ == "__main__":
    unittest.main()
