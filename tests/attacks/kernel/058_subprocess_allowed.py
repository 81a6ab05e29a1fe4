# row: 58
# name: subprocess.run, where processes are allowed
# expect: violation
# violation: execve
# profile: processes
# limits: processes=4
# expect-without-cgroup: skipped
# stopped-by: seccomp: default-deny; the supervisor answers, and tells the name
# control: plain
# control-check: result == b"out\n"
import subprocess


def attack():
    return subprocess.run(["/bin/echo", "out"], stdout=subprocess.PIPE).stdout
