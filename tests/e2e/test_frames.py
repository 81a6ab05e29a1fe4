"""Solutions that speak on the grader's channel themselves: nothing they say is a pass, makes grade fail, or
costs it much. What a frame is stands in include/grade/frames.h."""

import os
import resource

import grader

# A solution with its own encoder, since it may not rely on the harness's.
SPEAKER = '''
import os
import signal
import sys


def enc(value):
    if value is None or value is True or value is False:
        return {None: b"N", True: b"T", False: b"F"}[value]
    if type(value) is int:
        return b"i%d;" % value
    if type(value) is str:
        data = value.encode("utf-8", "surrogatepass")
        return b"s%d:%s" % (len(data), data)
    if type(value) is bytes:
        return b"b%d:%s" % (len(value), value)
    if type(value) is list:
        return b"l%d;" % len(value) + b"".join(map(enc, value))
    return b"d%d;" % len(value) + b"".join(enc(k) + enc(v) for k, v in value.items())


def say(kind, body):
    raw(b"." + enc([kind, body]))


def raw(packet):
    os.write(3, packet)


def exception(name="ValueError", **more):
    return {"module": "builtins", "qualname": name, "mro": [["builtins", name]], "args": [], "str": "x", **more}


def asked(handler):
    """Spins until the supervisor asks where it stands."""
    signal.signal(signal.SIGURG, handler)
    while True:
        pass


def done(value, n=0):
    say("done", {"n": n, "value": value, "unawaited": False, "raised": None, "warnings": [], "leaked": 0, "never_awaited": 0})


def nested(levels):
    value = []
    for _ in range(levels):
        value = [value]
    return value


def chain(length):
    exc = exception()
    for _ in range(length):
        exc = exception(cause=exc, context=exc)
    return exc
'''

# What is done in the one step, whose answer is expected to be 7; the verdict is never `pass`.
SAYINGS = [
    ("nothing right", "done(8)", "wrong"),
    ("twice", "done(8); done(8)", "wrong"),
    ("a later step", "done(7, 1)", "exited"),
    ("a step of long ago", "done(7, -1)", "exited"),
    ("a step of nowhere", "done(7, 10**30)", "exited"),
    ("a step that is no number", "done(7, 'x')", "exited"),
    ("begun again", "say('begun', {})", "exited"),
    ("prepared", "say('prepared', {'solution': b'', 'steps': [], 'helpers': None, 'exceptions': {}})", "exited"),
    ("an unknown kind", "say('passed', {})", "exited"),
    ("an empty packet", "raw(b'')", None),
    ("no mark", "raw(b'x')", "exited"),
    ("no frame", "raw(b'.')", "exited"),
    ("half a frame", "raw(b'.l2;s4:done')", "exited"),
    ("a frame that never ends", "while True: raw(b'+' + b'x' * 59000)", "output-limit"),
    ("no list", "raw(b'.' + enc({}))", "exited"),
    ("a kind that is none", "raw(b'.' + enc([1, {}]))", "exited"),
    ("a body that is none", "raw(b'.' + enc(['done', 3]))", "exited"),
    ("an absurd length", "raw(b'.l99999999999999999999;')", "exited"),
    ("a large length", "raw(b'.s4000000000:x')", "exited"),
    ("many items", "raw(b'.l2;s4:doned1;s1:nl50000;' + b'N' * 50000)", "exited"),
    ("deep nesting", "raw(b'.' + b'l1;' * 15000 + b'N')", "exited"),
    ("failed", "say('failed', {'stage': 'import', 'exception': exception(), 'missing': []})", "error"),
    ("failed without a reason", "say('failed', {})", "error"),
    ("names are missing", "say('failed', {'stage': 'names', 'missing': ['x' * 100000] * 3})", "error"),
    ("names that are none", "say('failed', {'stage': 'names', 'missing': [1, None, []]})", "error"),
    ("an exception of nonsense", "say('failed', {'stage': 'import', 'exception': {'mro': 3, 'frames': [[], [1], 'x', [[]] * 9], 'cause': 4}})", "error"),
    ("frames from elsewhere", "say('failed', {'stage': 'import', 'exception': exception(frames=[['step 1.99999999999999999999', 'f', 10**30, -5, -7, 2**63]] * 90)})", "error"),
    ("a frame of a step that is none", "say('failed', {'stage': 'import', 'exception': exception(frames=[['step 0.0', 'f', 1, 1, 9, 3]])})", "error"),
    ("a long chain", "say('failed', {'stage': 'import', 'exception': chain(8)})", "error"),
    ("deadlock", "say('deadlock', {'stacks': [['t' * 70, []]] * 500})", "deadlock"),
    ("deadlock of nonsense", "say('deadlock', {'stacks': [[3], 4, [[], []]]})", "deadlock"),
    ("busy", "say('busy', {'reads': 10**40, 'frames': 3})", "busy-wait"),
    ("where it stands, unasked", "say('stacks', {'stacks': [['t', []]], 'stuck': True}); done(8)", "wrong"),
    ("nonsense of where it stands", "asked(lambda *_: say('stacks', {'stacks': [[3], 4, [[], []], ['t', 5]] * 999, 'stuck': 7}))", "cpu-limit"),
    ("an answer when asked where it stands", "asked(lambda *_: done(8))", "wrong"),
    ("no answer when asked where it stands", "asked(signal.SIG_IGN)", "cpu-limit"),
    ("an end when asked where it stands", "asked(lambda *_: os._exit(0))", "exited"),
    ("raised", "say('raised', {'exception': exception()})", "wrong"),
    ("sleeps of an age", "for _ in range(50): say('sleep', {'ns': 2**62 - 1, 'kind': 'sync'})", "wrong"),
    ("sleeps of more than an age", "say('sleep', {'ns': 2**200, 'kind': 'sync'}); say('wait', {'until': 2**63 - 1}); say('wait', {'until': 2**63 - 1})", "wrong"),
    ("sleeps backwards", "say('sleep', {'ns': -2**63, 'kind': 'async'}); say('wait', {'until': -2**63})", "wrong"),
    ("sleeps of nothing", "say('sleep', {}); say('wait', {'until': 'x'})", "wrong"),
]

FLOODS = [
    ("sleeps", "while True: say('sleep', {'ns': 1, 'kind': 'async'})"),
    ("sleeps that want an answer", "while True: say('sleep', {'ns': 1, 'kind': 'sync'})"),
    ("waits", "while True: say('wait', {'until': 1})"),
    ("raised", "while True: say('raised', {'exception': exception(str='x' * 4000)})"),
    ("busy", "while True: say('busy', {})"),
    ("where it stands", "while True: say('stacks', {'stacks': [['x' * 4000, []]]})"),
    ("failed", "while True: say('failed', {'stage': 'import', 'exception': exception(str='x' * 4000)})"),
]


class Frames(grader.Test):
    def setUp(self) -> None:
        super().setUp()
        self.solution = self.write("solution.py", SPEAKER)

    def check(self, label: str, action: str, verdict: "str | None", mode: str) -> None:
        self.solution.write_text(SPEAKER + f"\n\ndef act():\n    {action}\n")
        case = {"name": "one", "call": "act", "returns": 7, "limits": {"cpu_ms": 400, "wall_ms": 5000}}
        with self.subTest(label, mode=mode):
            run = grader.report(self.package([case]), self.solution, mode=mode)
            told = run.report["cases"][0]
            self.assertNotIn(told["verdict"], ("pass", "internal", "skipped"), str(run))
            if verdict:
                self.assertEqual(verdict, told["verdict"], told["message"])
            text = grader.grade(self.package([case]), self.solution, mode=mode)
            self.assertStatus(text, "failed")

    def test_sayings(self) -> None:
        for label, action, verdict in SAYINGS:
            self.check(label, action, verdict, "plain")

    def test_sayings_at_baseline(self) -> None:
        if not grader.available("baseline"):
            self.skipTest("the tool that refuses namespaces is not built")
        for label, action, verdict in SAYINGS[::4]:
            self.check(label, action, verdict, "baseline")

    def test_ages_of_sleep(self) -> None:
        """Also by the ordinary way: the clock stands still at its end."""
        case = {"name": "one", "exec": "import time\nfor _ in range(9): time.sleep(9e9)"}
        self.assertStatus(grader.grade(self.package([case]), self.solution), "passed")

    def test_floods(self) -> None:
        """The supervisor's memory stays small, whatever is said how often, to a step or as a program."""
        for label, action in FLOODS:
            for case in ({"exec": action}, {"argv": []}):
                with self.subTest(label, program="argv" in case):
                    solution = self.write("flood.py", SPEAKER + f"\nif __name__ == '__main__':\n    {action}\n")
                    problem = self.package([{"name": "one", "limits": {"cpu_ms": 1500, "wall_ms": 6000}, **case}])
                    self.assertLess(self.peak_mib(problem, solution), 400 if grader.sanitized() else 100)

    def peak_mib(self, *args: object) -> float:
        process = grader.start(*args, stdout=grader.subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual(1, process.returncode)
        self.assertIsInstance(usage, resource.struct_rusage)
        return usage.ru_maxrss / 1024
