# row: 89
# name: case and problem names looked for in argv, the environment and titles
# expect: pass
# case: {"name": "a secret name of a case", "eval": "attack('secr' + 'et')", "returns": []}
# stopped-by: names of cases stay in the supervisor
# control: plain
# control-check: result == ["argv"]
import os
import sys


def attack(word):
    seen = []
    if any(word in text for text in sys.argv + list(getattr(sys, "orig_argv", []))):
        seen.append("argv")
    if any(word in name + value for name, value in os.environ.items()):
        seen.append("environment")
    for path in ("/proc/self/cmdline", "/proc/self/comm", "/proc/self/environ"):
        try:
            with open(path) as file:
                if word in file.read():
                    seen.append(path)
        except OSError:
            continue
    return seen


def control():
    sys.argv.append("secret")
    return attack("secret")
