"""What the cell does to be warm, no case can see."""

import os
import subprocess
import sys
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
STATE = """
import _warnings, os, random, sys
sys.path.insert(0, {root!r})
{before}
from harness import encode, rehearsal, setup, trace

def state():
    shown = sys.modules["warnings"]._showwarnmsg_impl if "warnings" in sys.modules else None
    return {{
        "modules": {{name: id(module) for name, module in sys.modules.items()}},
        "arguments": (sys.argv, getattr(sys, "orig_argv", None)),
        "filters": list(_warnings.filters),
        "shown": shown,
        "environment": dict(os.environ),
        "path": (list(sys.path), list(sys.meta_path)),
        "random": random.getstate(),
        "descriptors": os.listdir("/proc/self/fd"),
        "harness": (list(setup.kept), dict(trace.sources), dict(encode.given_names), dict(encode.given_values)),
        "streams": (sys.stdout, sys.stderr, sys.displayhook, sys.excepthook),
    }}

played = []
play = rehearsal.play
rehearsal.play = lambda case: (play(case), played.append(dict(sys.modules)))
first = state()
second = state()
rehearsal.run()
third = state()
assert len(played) == 1 and played[0]["solution"].__dict__ == {{}}, played
for name in first:
    assert first[name] == second[name] == third[name], (name, second[name], third[name])
"""


class Rehearsal(unittest.TestCase):
    def test_nothing_is_left(self):
        for before in ("", "import warnings", "import warnings, asyncio, datetime, threading"):
            with self.subTest(before=before):
                done = subprocess.run([sys.executable, "-s", "-S", "-c", STATE.format(root=ROOT, before=before)],
                                      capture_output=True, text=True, timeout=60)
                self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))


if __name__ == "__main__":
    unittest.main()
