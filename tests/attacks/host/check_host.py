"""Attacks on the machine around the sandbox: rows 28, 67, 86, 92 to 94 and 97 to 100. Called by ctest.

    check_host.py GRADE [NAME...]

Each test plays a hostile learner, author or machine against the built program.
"""

import json
import os
import pty
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
GRADE = os.path.abspath(sys.argv.pop(1))
PATIENCE = 60


def grade(*args, **more):
    more = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE,
            "timeout": PATIENCE, **more}
    return subprocess.run([GRADE, *args], **more)


def processes(word):
    """Pids of processes with that word in their command line."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open("/proc/%s/cmdline" % pid, "rb") as file:
                if word.encode() in file.read():
                    found.append(int(pid))
        except OSError:
            continue
    return found


def groups():
    """Control groups of supervisors that are no more."""
    return {os.path.join(folder, name) for folder, names, _ in os.walk("/sys/fs/cgroup")
            for name in names if re.match(r"grade-\d+-", name)
            and not os.path.exists("/proc/" + name.split("-")[1])}


# Two modules that no problem preloads: what this test starts has them on its command line.
MARK = ["colorsys", "rlcompleter"]


def leftovers():
    return processes("\0".join(MARK))


class Package(unittest.TestCase):
    """A folder with a package, and a place for solutions beside it."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="grade-host-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        os.chmod(self.folder, 0o755)
        self.cases([{"name": "one", "call": "f", "args": [1], "returns": 1}])
        self.solution("def f(x):\n    return x\n")

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def cases(self, cases, **problem):
        os.makedirs(self.path("p"), exist_ok=True)
        with open(self.path("p", "problem.json"), "w") as file:
            json.dump({"format": 1, "title": "host", "topic": "host", **problem}, file)
        with open(self.path("p", "cases.json"), "w") as file:
            json.dump({"cases": cases}, file)

    def solution(self, text, name="solution.py"):
        with open(self.path(name), "w" if isinstance(text, str) else "wb") as file:
            file.write(text)
        return self.path(name)

    def run_it(self, *args, **more):
        return grade(self.path("p"), self.path("solution.py"), *args, **more)


class Reports(unittest.TestCase):
    """Row 93: what a learner wrote lets no terminal, log or parser act."""

    ATTACKS = ("093_escapes.py", "093_escapes_in_values.py", "093_escapes_in_names.py")

    def formats(self):
        text = grade("--report", "?", "x", "y").stderr.decode()
        return re.search(r"one of ([a-z0-9, -]+)", text).group(1).split(", ")

    def output(self, attack, form):
        with tempfile.TemporaryDirectory() as folder:
            os.chmod(folder, 0o755)
            with open(folder + "/problem.json", "w") as file:
                json.dump({"format": 1, "title": "t", "topic": "t"}, file)
            with open(folder + "/cases.json", "w") as file:
                json.dump({"cases": [{"name": "c", "eval": "attack()", "returns": 1}]}, file)
            done = grade("--report", form, "--color", "never", folder, os.path.join(HERE, attack))
        self.assertEqual(done.returncode, 1, (form, done.stderr))
        self.assertTrue(done.stdout)
        return done.stdout

    def check_text(self, form, text):
        if form == "csv":  # RFC 4180 ends its lines so, and nothing else
            text = text.replace("\r\n", "\n")
        allowed = {"\n"}
        bad = [c for c in text if (ord(c) < 32 and c not in allowed) or 0x7F <= ord(c) < 0xA0
               or c in "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff"
               or 0xD800 <= ord(c) < 0xE000]
        self.assertEqual(bad, [], form)
        token = None
        for line in text.split("\n"):
            command = re.match(r"\s*::([\w-]+)", line)
            if form != "github":
                self.assertFalse(line.lstrip().startswith("::"), (form, line))
            elif command and token:  # what a learner wrote stands where the runner obeys the token alone
                self.assertEqual(command[1], token, line)
                token = None
            elif command:
                self.assertIn(command[1], ("group", "endgroup", "error", "stop-commands"), line)
                token = line.rpartition("::")[2] if command[1] == "stop-commands" else None
        self.assertIsNone(token, form)
        self.assertNotIn("##[", text, form)
        self.assertNotIn("##vso[", text, form)

    def test_every_format(self):
        formats = self.formats()
        self.assertGreaterEqual(len(formats), 3)
        for attack in self.ATTACKS:
            for form in formats:
                with self.subTest(attack=attack, form=form):
                    self.check_text(form, self.output(attack, form).decode("utf-8"))

    def test_json_is_json(self):
        for attack in self.ATTACKS:
            json.loads(self.output(attack, "json"))
            for line in self.output(attack, "jsonl").splitlines():
                json.loads(line)

    def test_xml_is_xml(self):
        import xml.etree.ElementTree

        for form in set(self.formats()) & {"junit", "xml", "html"}:
            for attack in self.ATTACKS:
                if form != "html":
                    xml.etree.ElementTree.fromstring(self.output(attack, form))
                self.assertNotIn(b"<testcase/>", self.output(attack, form))

    def test_tap_is_not_extended(self):
        for form in set(self.formats()) & {"tap"}:
            for attack in self.ATTACKS:
                lines = self.output(attack, form).decode().split("\n")
                self.assertEqual(1, len([x for x in lines if re.match(r"(not )?ok\b", x)]))
                self.assertEqual(1, len([x for x in lines if re.match(r"\d+\.\.\d+", x)]))


class Solutions(Package):
    """Rows 28 and 94: what may stand in the place of a solution."""

    def refused(self, *args, word=""):
        start = time.monotonic()
        done = grade(*args)
        self.assertEqual(done.returncode, 2, (done.stdout, done.stderr))
        self.assertLess(time.monotonic() - start, 20)
        self.assertIn(word, done.stderr.decode())
        for line in done.stderr.decode().split("\n"):
            self.assertFalse(line.lstrip().startswith("::"), line)
        return done.stderr.decode()

    def test_too_large(self):
        path = self.solution(b"x = 1\n" * 9_000_000)
        self.refused(self.path("p"), path, word="larger")

    def test_fifo(self):
        os.mkfifo(self.path("fifo.py"))
        self.refused(self.path("p"), self.path("fifo.py"), word="regular")

    def test_device(self):
        for device in ("/dev/zero", "/dev/tty", "/dev/full"):
            self.refused(self.path("p"), device)

    def test_folder(self):
        self.refused(self.path("p"), self.folder, word="folder")

    def test_symlink_to_what_the_learner_may_not_read(self):
        with open(self.path("secret"), "w") as file:
            file.write("token = deadbeefcafe oops\n")
        os.symlink(self.path("secret"), self.path("link.py"))
        text = self.refused(self.path("p"), self.path("link.py"), word="link")
        self.assertNotIn("deadbeefcafe", text)

    def test_newline_and_dash_in_the_name(self):
        name = "-x\n::error::forged\x1b[2J.py"
        self.solution("def f(x):\n    return 2\n", name)
        done = grade(self.path("p"), self.path(name))
        self.assertEqual(done.returncode, 1)
        self.assertNotIn(b"\n::error", done.stdout)
        self.assertNotIn(b"\x1b", done.stdout)
        done = grade("--", "p", name, cwd=self.folder)
        self.assertEqual(done.returncode, 1, done.stderr)

    def test_missing_name_is_shown_harmlessly(self):
        text = self.refused(self.path("p"), self.path("no\n::error::x\n ::error::\x1b[2Jthere.py"))
        self.assertNotIn("\x1b", text)


class Hidden(Package):
    """Row 86: a hidden case tells neither what it asked nor what was printed."""

    def test_nothing_of_it_is_told(self):
        self.cases([{"name": "h", "visibility": "hidden", "eval": "f('inputsecret')", "returns": "answersecret"}])
        self.solution("import sys\n\ndef f(x):\n    print(x)\n    print(x, file=sys.stderr)\n"
                      "    raise ValueError(x)\n")
        for form in ("text", "json", "jsonl"):
            done = self.run_it("--report", form, "-v")
            self.assertEqual(done.returncode, 1)
            self.assertNotIn(b"secret", done.stdout + done.stderr, form)

    def test_not_by_violation_or_exit_either(self):
        self.cases([{"name": "h", "visibility": "hidden", "eval": "f(65123)", "returns": 1}])
        for body in ("os.kill(x, 9)", "os._exit(x % 256)", "socket.socket(x)", "sys.setrecursionlimit(x)",
                     "x / 0", "print(str(x) * 10**7)"):
            self.solution("import os, socket, sys\n\ndef f(x):\n    " + body + "\n")
            for form in ("text", "json"):
                done = self.run_it("--report", form)
                self.assertEqual(done.returncode, 1, body)
                self.assertNotIn(b"65123", done.stdout + done.stderr, body)
                if "_exit" in body:
                    self.assertNotIn(b"status %d" % (65123 % 256), done.stdout, body)


class Same(Package):
    """Rows 92 and 97: one verdict, whatever the seed, the load and the neighbours."""

    def verdicts(self, *args):
        done = self.run_it("--report", "json", *args)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return [(case["name"], case["verdict"]) for case in json.loads(done.stdout)["cases"]]

    def test_seed_is_fixed(self):
        self.cases([{"name": "hash", "eval": "f()", "returns": 0}])
        self.solution("import random\n\ndef f():\n    return [hash('a'), random.random(), list({'a', 'b', 'c'})]\n")
        seen = {json.dumps(json.loads(self.run_it("--report", "json").stdout)["cases"][0]["failures"][0]["actual"])
                for _ in range(3)}
        self.assertEqual(len(seen), 1)
        other = self.run_it("--report", "json", "--seed", "7").stdout
        self.assertNotIn(json.dumps(json.loads(other)["cases"][0]["failures"][0]["actual"]), seen)

    def test_neighbours_do_not_matter(self):
        cases = [{"name": "case %d" % n, "eval": "f(%d)" % n, "returns": n} for n in range(24)]
        self.cases(cases)
        # Each case leaves what it can for the others, and answers rightly only where it finds nothing.
        self.solution(
            "import fcntl, os\n\n"
            "def f(n):\n"
            "    for name in ('/tmp/x', '/home/learner/x', '/dev/shm/x', 'x'):\n"
            "        if os.path.exists(name):\n"
            "            return 'somebody was here'\n"
            "        try:\n"
            "            open(name, 'x').close()\n"
            "            os.unlink(name)\n"
            "        except OSError:\n"
            "            pass\n"
            "    return n\n")
        for jobs in ("1", "2", "8"):
            self.assertEqual({verdict for _, verdict in self.verdicts("-j", jobs)}, {"pass"}, jobs)

    def test_locks_on_shared_files_tell_nothing(self):
        """Row 68: what all cases can read could carry a lock from one to another."""
        cases = [{"name": "case %d" % n, "eval": "f()", "returns": [], "clock": "real"} for n in range(8)]
        self.cases(cases)
        self.solution(
            "import fcntl, os, time\n\n"
            "def f():\n"
            "    busy = []\n"
            "    for kind in (fcntl.flock, fcntl.lockf):\n"
            "        file = os.open(os.__file__, os.O_RDONLY)\n"
            "        try:\n"
            "            kind(file, fcntl.LOCK_EX | fcntl.LOCK_NB)\n"
            "        except BlockingIOError:\n"
            "            busy.append(kind.__name__)\n"
            "        except OSError:\n"
            "            pass\n"
            "    time.sleep(0.1)\n"
            "    return busy\n")
        wrong = [name for name, verdict in self.verdicts("-j", "4") if verdict == "wrong"]
        self.assertEqual(wrong, [])


class Environment(Package):
    """Row 67: nothing of grade's own environment is in a case."""

    def test_tokens(self):
        self.solution("import os\n\ndef f(x):\n    return 1 if 'sekrit' not in str(os.environ) else os.environ\n")
        done = self.run_it(env={**os.environ, "CI_JOB_TOKEN": "sekrit", "LD_LIBRARY_PATH": "/sekrit",
                                "PYTHONPATH": "/sekrit", "PYTHONSTARTUP": "/sekrit", "MALLOC_CHECK_": "3",
                                "PYTHONINSPECT": "1", "BASH_ENV": "/sekrit"})
        self.assertEqual(done.returncode, 0, done.stdout)


class Packages(Package):
    """Row 98: a package that is hostile to its author's machine."""

    def broken(self, *words):
        before = sorted(os.listdir(self.folder))
        start = time.monotonic()
        done = self.run_it()
        self.assertEqual(done.returncode, 3, (done.stdout, done.stderr))
        self.assertLess(time.monotonic() - start, 20)
        self.assertEqual(sorted(os.listdir(self.folder)), before)
        for word in words:
            self.assertIn(word, done.stderr.decode())
        self.assertNotIn(b"\x1b", done.stderr)

    def test_paths_escape(self):
        for path in ("../escaped", "/tmp/escaped", "a/../../escaped", "..", ".", "", "a//../..", "a\0b",
                     "a\n::error::b", "x" * 5000):
            self.cases([{"name": "one", "eval": "1", "returns": 1, "files": {path: "text"}}])
            with self.subTest(path=path[:40]):
                self.broken()

    def test_symlinked_parts(self):
        for name in ("cases.json", "problem.json", "helpers.py"):
            self.cases([{"name": "one", "eval": "1", "returns": 1}])
            path = self.path("p", name)
            target = self.path("elsewhere")
            if os.path.exists(path):
                shutil.move(path, target)
            else:
                shutil.copy(self.path("solution.py"), target)
            os.symlink(target, path)
            with self.subTest(name=name):
                self.broken("symbolic link")
            os.unlink(path)
            os.unlink(target)

    def test_fifo_in_place_of_cases(self):
        os.unlink(self.path("p", "cases.json"))
        os.mkfifo(self.path("p", "cases.json"))
        self.broken("regular")

    def test_device_in_place_of_cases(self):
        os.unlink(self.path("p", "cases.json"))
        os.symlink("/dev/zero", self.path("p", "cases.json"))
        self.broken()

    def test_huge_table(self):
        row = [["x" * 100], 1]
        self.cases([{"name": "one", "call": "f", "table": [row] * 50_000}])
        self.broken()

    def test_rows_that_multiply(self):
        self.cases([{"name": "one", "call": "f", "args": ["x" * 1_000_000], "table": [{"returns": n} for n in range(5000)]}])
        self.broken()

    def test_deep_json(self):
        with open(self.path("p", "cases.json"), "w") as file:
            file.write('{"cases": ' + "[" * 100_000 + "]" * 100_000 + "}")
        self.broken()

    def test_names_that_act(self):
        self.cases([{"name": "\x1b[2J\n::error::forged", "eval": "1", "returns": 1}])
        self.broken()

    def test_hostile_pattern(self):
        self.cases([{"name": "one", "eval": "f('a' * 40 + 'b')", "returns": {"$match": "^(a+)+$"}}])
        start = time.monotonic()
        done = self.run_it()
        self.assertIn(done.returncode, (1, 3), done.stderr)
        self.assertLess(time.monotonic() - start, 20)

    def test_steps_that_attack_the_compiler(self):
        self.cases([{"name": "one", "eval": "(" * 100_000, "returns": 1}])
        self.broken()


class Killed(Package):
    """Row 99: grade killed in the middle leaves nothing."""

    def cases(self, cases, **problem):
        super().cases(cases, python={"preload": MARK}, **problem)

    def start(self):
        self.cases([{"name": "n%d" % n, "eval": "f()", "returns": 1, "clock": "real", "profile": ["processes"],
                     "limits": {"processes": 4, "wall_ms": 60000}} for n in range(3)])
        self.solution("import os, time\n\ndef f():\n    if os.fork() == 0:\n        time.sleep(600)\n    time.sleep(600)\n")
        child = subprocess.Popen([GRADE, self.path("p"), self.path("solution.py"), "-j", "2"],
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(1.5)
        return child

    def nothing_left(self, before):
        for _ in range(100):
            left = set(leftovers()) - before[0], groups() - before[1]
            if not any(left):
                break
            time.sleep(0.1)
        self.assertEqual(left, (set(), set()))
        with open("/proc/self/mountinfo") as file:
            self.assertEqual(len(file.readlines()), before[2])

    def state(self):
        with open("/proc/self/mountinfo") as file:
            return set(leftovers()), groups(), len(file.readlines())

    def test_by_sigkill(self):
        before = self.state()
        child = self.start()
        child.kill()
        child.communicate(timeout=PATIENCE)
        self.nothing_left(before)

    def test_by_sigterm_and_sigint(self):
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            before = self.state()
            child = self.start()
            child.send_signal(number)
            out, _ = child.communicate(timeout=PATIENCE)
            skipped = b"control group" in out
            self.assertIn(child.returncode, (4, 5) if skipped else (5,), number)
            self.nothing_left(before)

    def test_cell_killed(self):
        """The warm cell dies in the middle: told as grade's own failure or run again, never as a pass."""
        before = self.state()
        self.cases([{"name": "n", "eval": "f()", "returns": 1, "clock": "real"}])
        self.solution("import time\n\ndef f():\n    time.sleep(3)\n")
        child = subprocess.Popen([GRADE, self.path("p"), self.path("solution.py")], stdout=subprocess.PIPE)
        time.sleep(1)
        for pid in set(leftovers()) - before[0]:
            try:
                os.kill(pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                continue
        out, _ = child.communicate(timeout=PATIENCE)
        self.assertIn(child.returncode, (1, 4), out)
        self.nothing_left(before)


class Machine(Package):
    """Row 100: a machine that fails."""

    def cases(self, cases, **problem):
        super().cases(cases, python={"preload": MARK}, **problem)

    def test_full_disk(self):
        done = self.run_it("--report", "json=/dev/full")
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertIn(b"/dev/full", done.stderr)

    def test_full_stdout(self):
        with open("/dev/full", "w") as full:
            done = self.run_it(stdout=full)
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertIn(b"No space left", done.stderr)

    def test_closed_stdout(self):
        done = subprocess.run(["sh", "-c", '"$@" >&-', "sh", GRADE, self.path("p"), self.path("solution.py")],
                              stderr=subprocess.PIPE, timeout=PATIENCE)
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertTrue(done.stderr)

    def test_all_descriptors_closed(self):
        done = subprocess.run(["sh", "-c", '"$@" >&- 2>&- <&-', "sh", GRADE, self.path("p"),
                               self.path("solution.py")], timeout=PATIENCE)
        self.assertEqual(done.returncode, 4)

    def test_broken_pipe(self):
        read, write = os.pipe()
        os.close(read)
        done = self.run_it(stdout=write)
        os.close(write)
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertIn(b"pipe", done.stderr.lower())

    def test_read_only_folder(self):
        done = self.run_it("--report", "json=/proc/sys/kernel/x.json")
        self.assertIn(done.returncode, (2, 4), done.stderr)
        self.assertIn(b"/proc/sys/kernel/x.json", done.stderr)

    def test_output_through_a_link(self):
        """A report replaces a link; it does not write through it."""
        target = self.path("precious")
        with open(target, "w") as file:
            file.write("precious")
        os.symlink(target, self.path("report.json"))
        done = self.run_it("--report", "json=" + self.path("report.json"))
        self.assertIn(done.returncode, (0, 2), done.stderr)
        with open(target) as file:
            text = file.read()
        if text != "precious":
            json.loads(text)  # the user's own link: whole, if at all
        self.assertEqual([x for x in os.listdir(self.folder) if x.startswith(".")], [])

    def test_terminal_goes_away(self):
        self.cases([{"name": "one", "eval": "f(1)", "returns": 1, "clock": "real"}])
        self.solution("import time\n\ndef f(x):\n    time.sleep(600)\n")
        pid, master = pty.fork()
        if pid == 0:
            os.execv(GRADE, [GRADE, self.path("p"), self.path("solution.py")])
        time.sleep(1)
        before = set(leftovers())
        os.close(master)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                break
            time.sleep(0.05)
        else:
            os.kill(pid, signal.SIGKILL)
            self.fail("it did not end")
        self.assertTrue(os.WIFSIGNALED(status) or os.WEXITSTATUS(status) in (4, 5), status)
        time.sleep(0.5)
        self.assertEqual(set(leftovers()) & before - {0}, set())

    def test_no_descriptors(self):
        done = subprocess.run(["sh", "-c", 'ulimit -n 12; exec "$@"', "sh", GRADE, self.path("p"),
                               self.path("solution.py")], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              timeout=PATIENCE)
        self.assertEqual(done.returncode, 4, (done.stdout, done.stderr))
        self.assertTrue(done.stderr)

    def test_no_memory(self):
        done = subprocess.run(["sh", "-c", 'ulimit -v 60000; exec "$@"', "sh", GRADE, self.path("p"),
                               self.path("solution.py")], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              timeout=PATIENCE)
        self.assertIn(done.returncode, (0, 4), (done.stdout, done.stderr))


if __name__ == "__main__":
    unittest.main()
