"""Shows that attacks are real. Called by ctest.

    controls.py plain             runs attacks with a bare interpreter, outside of any sandbox
    controls.py grade GRADE       has grade run attacks on the frame protocol with a case that fits the guess
    controls.py layer NAME GRADE [LAUNCHER]  runs the self-test of a grade whose extension was built without a layer

The header of an attack says how it is shown:
    control: plain         run as it is; `control-check` says what then happens: "timeout",
                           "exit N", "signal NAME", or a Python expression over `result`, which is
                           what attack() returned (control(), where there is one), or
                           "errno NAME" where it raised OSError
    control: root          likewise, as root only
    control: grade         `control-case` takes the place of the case; the verdict must be pass: the
                           attack works, what stops it is that it has to guess
    control: none: WHY     cannot be shown so
    layer: NAME            with that layer left out the verdict must be another; where there is no such
                           line the filter is left out for each violation. "none: WHY": it is not
"""

import concurrent.futures
import glob
import json
import os
import re
import signal
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SECONDS = 1.5  # what runs longer is taken to run for ever
PATIENCE = 60

RUNNER = """
import errno, os, runpy, sys
place = os.path.join(os.getcwd(), "result")
names = runpy.run_path(sys.argv[1])
try:
    result = names.get("control", names.get("attack"))()
except OSError as error:
    result = "errno " + errno.errorcode.get(error.errno, "?")
text = repr(result) if not hasattr(result, "__len__") or len(result) < 2000 else None
if text is None or len(text) > 2000:
    text = "LARGE %%r" %% bool(%s)
with open(place, "w", errors="backslashreplace") as file:
    file.write(text)
"""


def header(path):
    """The header as a dict; `case` as a list."""
    keys, last = {"case": []}, None
    with open(path, "rb") as file:
        text = file.read().decode("utf-8-sig", "replace")
    for line in text.split("\n"):
        if line.startswith("#  ") and last:
            if last == "case":
                keys["case"][-1] += " " + line[1:].strip()
            else:
                keys[last] += " " + line[1:].strip()
        elif line.startswith("# -*-"):
            continue
        elif line.startswith("# "):
            last, _, value = line[2:].partition(": ")
            if last == "case":
                keys["case"].append(value)
            else:
                keys[last] = value
        else:
            break
    return keys


def attacks():
    return sorted(glob.glob(os.path.join(HERE, "*", "[0-9]*_*.py")))


def name(path):
    return os.path.relpath(path, HERE)


# plain ---------------------------------------------------------------------------------------


def run_plain(path, check):
    """(how it ended, what it returned as text): in a folder, session and environment of its own."""
    with tempfile.TemporaryDirectory() as folder:
        child = subprocess.Popen(
            ["/usr/bin/python3", "-c", RUNNER % (check if "result" in check else "None"), path],
            cwd=folder, start_new_session=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "GRADE_TEST_TOKEN": "x", "HOME": folder})
        try:
            status = child.wait(SECONDS if check == "timeout" else PATIENCE)
            ended = "signal " + signal.Signals(-status).name if status < 0 else "exit %d" % status
        except subprocess.TimeoutExpired:
            ended = "timeout"
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        child.wait()
        if not os.path.exists(folder + "/result"):
            return ended, ""
        with open(folder + "/result") as file:
            return ended, file.read()


def holds(check, ended, text):
    if check == "timeout" or re.fullmatch(r"exit \d+|signal SIG\w+", check):
        return ended == check
    if text.startswith("LARGE "):
        return text == "LARGE True"
    scope = {"nan": float("nan"), "inf": float("inf")}
    return bool(text) and bool(eval(check, scope, {"result": eval(text, scope)}))


def plain(path, keys):
    check = keys.get("control-check", "")
    if not check:
        return "%s: there is no control-check" % name(path)
    ended, text = run_plain(path, check)
    try:
        good = holds(check, ended, text)
    except Exception as error:
        return "%s: %s: %s: %r" % (name(path), type(error).__name__, check, text[:200])
    if not good:
        return "%s: %s, result %s, but not: %s" % (name(path), ended, text[:200] or "none", check)
    return None


def all_plain():
    jobs = []
    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        for path in attacks():
            keys = header(path)
            kind = keys.get("control", "")
            if kind == "plain" or (kind == "root" and os.geteuid() == 0):
                jobs.append(pool.submit(plain, path, keys))
    return len(jobs), [job.result() for job in jobs if job.result()]


# grade ---------------------------------------------------------------------------------------


def with_grade(path, keys, grade):
    case = json.loads(keys["control-case"])
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        with open(folder + "/problem.json", "w") as file:
            json.dump({"format": 1, "title": "control", "topic": "control"}, file)
        with open(folder + "/cases.json", "w") as file:
            json.dump({"cases": [case]}, file)
        done = subprocess.run([grade, folder, path, "--report", "json"], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=PATIENCE)
    if done.returncode != 0:
        return "%s: status %d: %s" % (name(path), done.returncode, done.stdout.decode()[-2000:])
    return None


def all_with_grade(grade):
    found = [(path, header(path)) for path in attacks()]
    found = [(path, keys) for path, keys in found if keys.get("control") == "grade"]
    return len(found), [line for line in (with_grade(path, keys, grade) for path, keys in found) if line]


# layers --------------------------------------------------------------------------------------


def stopped_by_layer(path, keys, layer):
    if "layer" in keys:
        return keys["layer"] == layer
    # Whatever else shows an attack: a violation is what the filter says, and nothing else may.
    return layer == "seccomp" and keys["expect"] == "violation"


def all_without(layer, grade, *launcher):
    wanted = [path for path in attacks() if stopped_by_layer(path, header(path), layer)]
    words = [name(path) for path in wanted]
    done = subprocess.run([*launcher, grade, "selftest", "--corpus", HERE, "--report", "json", *words],
                          stdout=subprocess.PIPE, timeout=600)
    if done.returncode not in (0, 1):
        return 0, ["grade selftest ended with status %d" % done.returncode]
    report = json.loads(done.stdout)
    lines = []
    for attack in report["attacks"]:
        if attack["ran"] and attack["contained"]:
            lines.append("%(file)s: %(verdict)s without the layer too" % attack)
        if attack["verdict"] == "internal":
            lines.append("%(file)s: %(reason)s" % attack)
    return len(words), lines


def all_have_one():
    """Lines about attacks whose header does not say how they are shown."""
    kinds = re.compile(r"plain|root|grade|none: .+")
    return ["%s: control: %s" % (name(path), header(path).get("control"))
            for path in attacks() if not kinds.fullmatch(header(path).get("control", ""))]


def main():
    kind, *rest = sys.argv[1:]
    if kind == "plain":
        count, lines = all_plain()
        lines += all_have_one()
    elif kind == "grade":
        count, lines = all_with_grade(*rest)
    else:
        count, lines = all_without(*rest)
    print("\n".join(lines))
    print("%d controls, %d do not hold" % (count, len(lines)))
    return 1 if lines or not count else 0


sys.exit(main())
