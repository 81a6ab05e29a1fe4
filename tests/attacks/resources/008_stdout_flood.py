# row: 8
# name: stdout flood
# expect: output-limit
# limits: output_kib=64
# stopped-by: the supervisor counts as it reads, and throws the rest away
# control: plain
# control-check: result == 10000
import sys


def attack():
    for n in range(10000):
        sys.stdout.write("x" * 10000 + "\n")
    return 10000
