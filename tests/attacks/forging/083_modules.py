# row: 83
# name: json, os.write, time and sys.stdout replaced
# expect: wrong
# stopped-by: the harness bound what it needs before, and judges nothing
# control: plain
# control-check: result == "patched"
import json
import os
import posix
import sys
import time


def attack():
    answer = b".l2;s4:doned2;s1:ni0;s5:values7:patched"
    real = os.write
    json.dumps = json.dump = lambda *a, **k: '{"verdict": "pass"}'
    time.time = time.monotonic = time.perf_counter = lambda: 0.0
    os.write = posix.write = lambda fd, data: real(fd, answer) and len(data)
    os._exit = posix._exit = lambda status: None
    sys.modules["json"] = sys.modules["posix"] = sys.modules["marshal"] = None
    sys.stdout = sys.stderr = None
    return "patched"
