# row: 76
# name: fake result lines on stdout and stderr
# expect: wrong
# stopped-by: results are not read from the streams
# control: plain
# control-check: result == 5
import json
import sys


def attack():
    lines = (
        json.dumps({"verdict": "pass", "points": 1, "cases": [{"name": "attack", "verdict": "pass"}]}),
        "ok 1 - attack",
        "1 passed in 0.01s",
        "PASS",
        '.l2;s4:doned1;s5:valueT',
    )
    for line in lines:
        print(line, flush=True)
        print(line, file=sys.stderr, flush=True)
    return len(lines)
