"""Runs `grade selftest` as one account at one level, and looks around afterwards. Called by ctest.

    selftest.py LEVEL ACCOUNT GRADE [WRAPPER]

Fails where the level was not LEVEL, where an attack was not contained, and where a mount or a control
group is left behind. ACCOUNT: "-" for the caller's own.
"""

import json
import os
import pwd
import re
import subprocess
import sys

SKIP = 77  # ctest's SKIP_RETURN_CODE


def groups():
    """Control groups of supervisors that are no more."""
    return {os.path.join(folder, name) for folder, names, _ in os.walk("/sys/fs/cgroup")
            for name in names if re.match(r"grade-\d+-", name)
            and not os.path.exists("/proc/" + name.split("-")[1])}


def mounts():
    with open("/proc/self/mountinfo") as file:
        return len(file.readlines())


def as_account(name):
    account = pwd.getpwnam(name)

    def change():
        os.setgroups([])
        os.setgid(account.pw_gid)
        os.setuid(account.pw_uid)
        os.umask(0o022)

    return change


def complain(report, level):
    """What is wrong with a run, as lines."""
    lines = []
    if report["level"] != level:
        lines.append("the level is %s, must be %s" % (report["level"], level))
    ran = [attack for attack in report["attacks"] if attack["ran"]]
    if len(ran) < 100:
        lines.append("only %d attacks ran" % len(ran))
    for attack in ran:
        if not attack["contained"]:
            lines.append("%(row)d %(name)s (%(file)s): %(reason)s" % attack)
    if not lines and report["verdict"] != "pass":
        lines.append("the verdict is %s" % report["verdict"])
    return lines


def main():
    level, account, *command = sys.argv[1:]
    if account != "-" and os.geteuid() != 0:
        print("only root can become", account)
        return SKIP
    if account == "root" or account == "-":
        change = None
        if account == "root" and os.geteuid() != 0:
            return SKIP
    else:
        change = as_account(account)
    before = groups(), mounts()
    done = subprocess.run([*command, "selftest", "--report", "json", "--require", level],
                          cwd="/", preexec_fn=change, env={**os.environ, "GRADE_TEST_TOKEN": "x"}, stdout=subprocess.PIPE, timeout=300)
    if done.returncode not in (0, 1):
        print("grade selftest ended with status", done.returncode)
        return 1
    lines = complain(json.loads(done.stdout), level)
    if done.returncode != 0 and not lines:
        lines.append("status %d, but everything is contained" % done.returncode)
    if (groups(), mounts()) != before:
        lines.append("left behind: control groups %s, %d mounts more"
                     % (sorted(groups() - before[0]), mounts() - before[1]))
    print("\n".join(lines))
    return 1 if lines else 0


sys.exit(main())
