# row: 58
# name: subprocess.run, where no processes are allowed
# expect: process-limit
# stopped-by: processes are counted by the supervisor
# control: plain
# control-check: result == b"out\n"
import subprocess


def attack():
    return subprocess.run(["/bin/echo", "out"], stdout=subprocess.PIPE).stdout
