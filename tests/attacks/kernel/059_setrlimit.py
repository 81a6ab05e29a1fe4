# row: 59
# name: its own limits raised
# expect: violation
# violation: prlimit64
# stopped-by: seccomp: limits may be read only
# control: plain
# control-check: result == "raised"
import resource


def attack():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return "raised"
