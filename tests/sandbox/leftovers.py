"""grade is ended at random moments, by SIGKILL and by signals that it can handle: nothing may be left, no process,
mount, cgroup, file or shared memory.

Usage: leftovers.py GRADE NO_NAMESPACES [ROUNDS [SEED]]. GRADE_LONG=1: 200 rounds for each level."""

import ctypes
import json
import os
import random
import signal
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(os.path.dirname(HERE), "data", "leftovers")
MARK = "grade-leftover-mark"  # the name of a file that the solution writes wherever it can
FOLDERS = ("/tmp", "/var/tmp", "/dev/shm", "/home", "/")
PATIENCE = 10.0
PR_SET_CHILD_SUBREAPER = 36


def adopt_orphans():
    """Whatever grade leaves behind becomes a child of this process, whoever else runs on the machine."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "PR_SET_CHILD_SUBREAPER")


def children():
    """What is left below this process, with its command; the dead are reaped."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0] > 0:
            pass
    except ChildProcessError:
        return []
    found = []
    for thread in os.listdir("/proc/self/task"):
        with open("/proc/self/task/%s/children" % thread) as file:
            for pid in file.read().split():
                try:
                    with open("/proc/%s/cmdline" % pid, "rb") as command:
                        found.append("%s: %s" % (pid, command.read().replace(b"\0", b" ").decode(errors="replace")))
                except FileNotFoundError:
                    continue
    return found or ["a child that /proc does not show"]


def mounts():
    with open("/proc/self/mounts") as file:
        return set(file.read().splitlines())


def cgroups():
    """Groups of a grade that runs no more: those of others on this machine are theirs."""
    found = set()
    for top, names, _ in os.walk("/sys/fs/cgroup"):
        for name in names:
            parts = name.split("-")
            if parts[0] == "grade" and not (parts[1:] and os.path.exists("/proc/" + parts[1])):
                found.add(os.path.join(top, name))
    return found


def shared_memory():
    found = set()
    for kind in ("shm", "sem", "msg"):
        try:
            with open("/proc/sysvipc/" + kind) as file:
                found |= {kind + " " + " ".join(line.split()[:2]) for line in file.readlines()[1:]}
        except FileNotFoundError:
            pass
    return found


def marks():
    """Files of the solution's, and files that the program itself might have made."""
    found = set()
    for folder in FOLDERS:
        names = os.listdir(folder) if os.path.isdir(folder) else []
        found |= {os.path.join(folder, name) for name in names if name == MARK}
    return found


def machine():
    return {"mounts": mounts(), "cgroups": cgroups(), "shared memory": shared_memory(), "files": marks()}


def left(before):
    """What is there now and was not: {} once all is gone. Others may use the machine meanwhile: what they make
    passes, so it is asked for until the patience ends."""
    deadline = time.monotonic() + PATIENCE
    while True:
        now = machine()
        rest = {kind: now[kind] - before[kind] for kind in now if now[kind] - before[kind]}
        processes = children()
        if processes:
            rest["processes"] = processes
        if not rest or time.monotonic() > deadline:
            return rest
        time.sleep(0.02)


def end_it(command, number, moment, folder):
    """Runs grade and sends it a signal; its status and what it wrote."""
    out = os.path.join(folder, "out")
    with open(out, "wb") as file:
        pid = os.posix_spawnp(command[0], command, {**os.environ, "TMPDIR": folder}, file_actions=[
            (os.POSIX_SPAWN_DUP2, file.fileno(), 1), (os.POSIX_SPAWN_DUP2, file.fileno(), 2)])
        time.sleep(moment)
        os.kill(pid, number)
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    with open(out) as file:
        return status, file.read()


def check_answer(number, status, text):
    """Interrupted, grade says what it knows; killed, nothing. Early signals find it without a handler."""
    if number == signal.SIGKILL:
        return None if status in (-9, 0, 1) else "status %d" % status
    if status == -number:
        return None
    if status not in (0, 1, 5):
        return "status %d: %s" % (status, text)
    if not text.lstrip().startswith("{"):
        return None if "interrupted" in text else "no report: %s" % text
    report = json.loads(text)
    return None if report["interrupted"] == (status == 5) else "status %d does not fit the report" % status


def length(command):
    """Seconds that a whole run takes, here and now: there is nothing to end behind that."""
    began = time.monotonic()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.monotonic() - began


def rounds(name, command, count, chance):
    import tempfile
    failed = 0
    adopt_orphans()
    began, whole = time.monotonic(), length(command)
    with tempfile.TemporaryDirectory() as folder:
        before = machine()
        numbers = [signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT]
        for index in range(count):
            # Half of them early, when namespaces, groups and the cell are being made.
            latest = whole / 5 if index // len(numbers) % 2 else whole
            number, moment = numbers[index % len(numbers)], chance.uniform(0, latest)
            status, text = end_it(command, number, moment, folder)
            rest = left(before)
            wrong = check_answer(number, status, text)
            extra = sorted(set(os.listdir(folder)) - {"out"})
            if rest or wrong or extra:
                failed += 1
                print("%s, round %d: %s after %.3f s: %s %s %s" % (
                    name, index, signal.Signals(number).name, moment, rest, wrong or "", extra or ""))
                for process in rest.get("processes", []):
                    os.kill(int(process.split(":")[0]), signal.SIGKILL)
    print("%s: %d rounds, %d failed, %.0f s" % (name, count, failed, time.monotonic() - began), flush=True)
    return failed


def in_a_process(name, command, count, seed):
    """Starts the rounds of one level, which have their own orphans; the pid."""
    pid = os.fork()
    if pid:
        return pid
    try:
        failed = rounds(name, command, count, random.Random(seed))
    except BaseException:
        import traceback
        traceback.print_exc()
        failed = 1
    os._exit(1 if failed else 0)


def main():
    grade, no_namespaces = (os.path.abspath(path) for path in sys.argv[1:3])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 200 if os.environ.get("GRADE_LONG") else 20
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else random.randrange(1 << 30)
    print("seed", seed, flush=True)
    command = [grade, "--report", "json", DATA, os.path.join(DATA, "solution.py")]
    levels = [in_a_process("full", command, count, seed),
              in_a_process("baseline", [no_namespaces, *command], count, seed + 1)]
    statuses = [os.waitpid(pid, 0)[1] for pid in levels]
    sys.exit(1 if any(statuses) else 0)


main()
