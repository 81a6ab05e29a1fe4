"""The box that a case runs in: what is in force, seen from inside by a solution and from outside by its /proc;
each limit; and that nothing which happens to a case or its cell spoils the others."""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import time

import grader

INSIDE = '''
import ctypes
import errno
import fcntl
import os
import resource
import sys

libc = ctypes.CDLL(None, use_errno=True)


def outcome(act, *args):
    """None where it works, else the name of the error."""
    try:
        act(*args)
    except OSError as exc:
        return errno.errorcode[exc.errno]


def descriptors():
    found = []
    for fd in range(1 << 16):
        try:
            fcntl.fcntl(fd, fcntl.F_GETFD)
        except OSError:
            continue
        found.append(fd)
    return found


def listing(path):
    try:
        return sorted(os.listdir(path))
    except OSError as exc:
        return errno.errorcode[exc.errno]


def limits():
    names = ["CORE", "CPU", "DATA", "FSIZE", "NOFILE", "MEMLOCK", "MSGQUEUE"]
    return {name: list(resource.getrlimit(getattr(resource, "RLIMIT_" + name))) for name in names}


def receive_notification(fd):
    """SECCOMP_IOCTL_NOTIF_RECV: whoever holds the listener would get one."""
    buffer = ctypes.create_string_buffer(80)
    if libc.ioctl(fd, 0xC0502100, buffer) < 0:
        raise OSError(ctypes.get_errno(), "")


def nap():
    import time

    time.sleep(8)
'''


# Five threads that start threads by libc, which gives up the interpreter lock meanwhile, so that several are started
# at once. Each that is started counts itself. They ask for too many now and then, and not so often that the case
# is ended for it. Told: how many were started, were refused, and the most that were there at once.
CHURN = r'''
import ctypes
libc = ctypes.CDLL(None)
go, all_done, lock = threading.Event(), threading.Barrier(5), threading.Lock()
there = most = started = refused = 0
@ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)
def stays(_):
    global there, most
    with lock:
        there += 1
        most = max(most, there)
    time.sleep(0.002)
    with lock:
        there -= 1
def churn():
    global started, refused
    made = ctypes.c_ulong()
    go.wait()
    while started < 600 and refused < 40:
        if libc.pthread_create(ctypes.byref(made), None, stays, None) == 0:
            libc.pthread_detach(made)
            started += 1
        else:
            refused += 1
            time.sleep(0.01)
    all_done.wait()
churners = [threading.Thread(target=churn) for _ in range(5)]
for t in churners: t.start()
go.set()
for t in churners: t.join()
print(started, refused, most)
'''


def observe(test: grader.Test, mode: str, **expressions: str) -> dict:
    """What expressions come to inside: a case for each, which asks for what cannot be."""
    cases = [{"name": name, "eval": text, "returns": "what nobody returns"} for name, text in expressions.items()]
    run = grader.report(test.package(cases), test.write("solution.py", INSIDE), mode=mode,
                        env=grader.environment(GRADE_E2E_SECRET="hunter2"))
    seen = {}
    for case in run.report["cases"]:
        test.assertEqual("wrong", case["verdict"], json.dumps(case))
        seen[case["name"]] = case["actual"]
    return seen


class Inside(grader.Test):
    def test_both_levels(self) -> None:
        for mode in grader.modes():
            with self.subTest(mode=mode):
                seen = observe(self, mode, descriptors="descriptors()", environment="dict(os.environ)", limits="limits()",
                               arguments="[sys.argv, sys.orig_argv]", path="sys.path", groups="os.getgroups()",
                               secret="listing('/root')", passwd="outcome(open, '/etc/shadow')", write="outcome(open, '/usr/x', 'w')",
                               harness="outcome(open, '/grade/harness/case.py', 'w')", tty="outcome(open, '/dev/tty')",
                               proc="outcome(open, '/proc/1/environ')", mem="outcome(open, '/proc/self/mem', 'r+b')")
                self.assertEqual([0, 1, 2, 3], seen["descriptors"])
                self.assertNotIn("hunter2", json.dumps(seen))
                self.assertNotIn(str(self.folder), json.dumps(seen))
                self.assertEqual([0, 0], seen["limits"]["CORE"])
                self.assertEqual([64, 64], seen["limits"]["NOFILE"])
                for name, (soft, hard) in seen["limits"].items():
                    self.assertEqual((True, True), (soft >= 0, hard >= 0), f"{name} has no limit")
                for name in ("passwd", "write", "harness", "tty", "proc", "mem"):
                    self.assertIn(seen[name], ("ENOENT", "EACCES", "EROFS", "EPERM", "ENXIO"), name)
                self.assertIn(seen["secret"], ("ENOENT", "EACCES"))

    def test_full(self) -> None:
        for mode in ("plain", "user"):
            if not grader.available(mode):
                continue
            with self.subTest(mode=mode):
                seen = observe(self, mode, ids="[os.getuid(), os.geteuid(), os.getgid(), os.getegid()]", pid="[os.getpid(), os.getppid()]",
                               root="listing('/')", cwd="listing('.')", tmp="listing('/tmp')", proc="listing('/proc')", name="os.uname().nodename",
                               home="listing('/home')", dev="listing('/dev')", etc="listing('/etc')")
                self.assertEqual([1000] * 4, seen["ids"])
                self.assertEqual([2, 0], seen["pid"])
                self.assertEqual("ENOENT", seen["proc"])
                self.assertEqual(([], []), (seen["cwd"], seen["tmp"]))
                self.assertEqual("grade", seen["name"])
                self.assertEqual(["full", "null", "random", "shm", "urandom", "zero"], seen["dev"])
                self.assertLessEqual(set(seen["root"]), {"bin", "dev", "etc", "grade", "home", "lib", "lib64", "tmp", "usr", "root"})
                self.assertLessEqual(set(seen["etc"]), {"alternatives", "group", "ld.so.cache", "passwd", "localtime"})

    def test_the_listener_cannot_be_had(self) -> None:
        """The control is the number: a listener answers such a request with another error, or with success."""
        cases = [{"name": "listener", "eval": "[fd for fd in range(3, 1024) if outcome(receive_notification, fd) is None]", "returns": []}]
        problem, solution = self.package(cases), self.write("solution.py", INSIDE)
        for mode in grader.modes():
            case = grader.report(problem, solution, mode=mode).report["cases"][0]
            self.assertEqual("violation", case["verdict"])
            self.assertIn("ioctl(3, 0xc0502100", case["violation"])


def children(pid: int) -> list:
    """All processes below it, the latest last."""
    parents = {}
    for path in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(path.parent.name)] = (int(fields[1]), int(fields[19]))
    below, grown = {pid}, True
    while grown:
        more = {child for child, (parent, _) in parents.items() if parent in below} - below
        below |= more
        grown = bool(more)
    return sorted(below - {pid}, key=lambda child: (parents[child][1], child))


def status_of(pid: int) -> dict:
    lines = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
    return {key: rest.strip() for key, _, rest in (line.partition(":") for line in lines)}


@grader.unittest.skipUnless(os.geteuid() == 0, "only root may look at what is not dumpable")
class Outside(grader.Test):
    """Of a case that sleeps, from outside."""

    def start(self, mode: str, *cases: dict, **problem: object) -> subprocess.Popen:
        nap = {"name": "a case with a name", "exec": "nap()", "clock": "real"}
        process = grader.start("--report", "json", "-j1", self.package([nap, *cases], **problem), self.write("solution.py", INSIDE), mode=mode,
                               env=grader.environment(GRADE_E2E_SECRET="hunter2"), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(self.end, process)
        self.wait_for_the_case(process)
        return process

    def wait_for_the_case(self, process: subprocess.Popen) -> None:
        """The case of the nap: the last process, after it has been there for a while."""
        last, since = None, time.monotonic()
        while time.monotonic() - since < 1 or last is None:
            found = children(process.pid)
            if (found[-1:] or [None])[0] != last:
                last, since = found[-1], time.monotonic()
            self.assertIsNone(process.poll(), "it ended too soon")
            time.sleep(0.05)
        self.case, self.below = last, children(process.pid)
        self.cell = int(status_of(last)["PPid"])

    @staticmethod
    def end(process: subprocess.Popen) -> None:
        process.kill()
        process.communicate()

    def check_status(self, mode: str) -> None:
        status = status_of(self.case)
        self.assertNotIn("0", status["Uid"].split())
        self.assertNotIn("0", status["Gid"].split())
        self.assertEqual("", status["Groups"] if "user" not in mode else "")
        for name in ("CapInh", "CapPrm", "CapEff", "CapAmb"):
            self.assertEqual(0, int(status[name], 16), name)
        self.assertEqual(("1", "2"), (status["NoNewPrivs"], status["Seccomp"]))

    def check_files(self) -> None:
        entry = pathlib.Path(f"/proc/{self.case}")
        links = {int(path.name): os.readlink(path) for path in (entry / "fd").iterdir()}
        self.assertEqual([0, 1, 2, 3], sorted(links))
        self.assertRegex(links[3], "socket:")
        self.assertNotIn(b"hunter2", (entry / "environ").read_bytes())
        self.assertNotIn(b"a case with", (entry / "cmdline").read_bytes())
        self.assertNotIn(os.fsencode(self.folder), (entry / "cmdline").read_bytes())

    def check_not_dumpable(self, process: subprocess.Popen) -> None:
        """What belongs to the caller could be traced by a case with the same uid: /proc/PID is root's then."""
        for pid in (process.pid, self.cell, self.case):
            self.assertEqual(0, os.stat(f"/proc/{pid}/mem").st_uid, f"{pid} of {self.below}")

    def test_all_levels(self) -> None:
        for mode in grader.modes():
            with self.subTest(mode=mode):
                process = self.start(mode)
                self.check_status(mode)
                self.check_files()
                if "user" in mode:
                    self.check_not_dumpable(process)

    def test_namespaces(self) -> None:
        for mode in ("plain", "user"):
            if not grader.available(mode):
                continue
            with self.subTest(mode=mode):
                self.start(mode)
                for name in ("user", "pid", "mnt", "net", "ipc", "uts", "cgroup"):
                    self.assertNotEqual(os.readlink(f"/proc/self/ns/{name}"), os.readlink(f"/proc/{self.case}/ns/{name}"), name)
                for name in ("pid", "mnt", "ipc"):
                    self.assertNotEqual(os.readlink(f"/proc/{self.cell}/ns/{name}"), os.readlink(f"/proc/{self.case}/ns/{name}"), name)
                self.assertEqual("2", status_of(self.case)["NSpid"].split()[-1])
                self.assertEqual(0, int(status_of(self.case)["CapBnd"], 16) & 0 if mode == "user" else 0)

    def test_mounts(self) -> None:
        self.start("plain")
        for line in pathlib.Path(f"/proc/{self.case}/mountinfo").read_text().splitlines():
            fields = line.split()
            options, kind = fields[5].split(","), line.partition(" - ")[2].split()[0]
            self.assertIn("nosuid", options, line)
            if "/dev/" not in fields[4]:
                self.assertIn("nodev", options, line)
            if kind != "tmpfs":
                self.assertIn("ro" if "/dev/" not in fields[4] else "nosuid", options, line)
            elif "ro" not in options:
                self.assertIn("noexec", options, line)
                self.assertIn("size=", line)

    def test_a_cell_that_dies_is_replaced(self) -> None:
        for mode in ("plain", "baseline"):
            if not grader.available(mode):
                continue
            with self.subTest(mode=mode):
                process = self.start(mode, {"name": "after", "eval": "1", "returns": 1})
                os.kill(self.cell, signal.SIGKILL)
                out, err = process.communicate(timeout=30)
                report = json.loads(out)
                self.assertEqual(["internal", "pass"], [case["verdict"] for case in report["cases"]], err)
                self.assertEqual(4, process.returncode)

    def test_a_cell_that_hangs_is_replaced(self) -> None:
        process = self.start("plain", {"name": "after", "eval": "1", "returns": 1})
        os.kill(self.cell, signal.SIGSTOP)
        out, err = process.communicate(timeout=60)
        self.assertEqual("pass", json.loads(out)["cases"][1]["verdict"], err)

    def test_a_case_that_is_killed_from_outside(self) -> None:
        process = self.start("plain", {"name": "after", "eval": "1", "returns": 1})
        os.kill(self.case, signal.SIGKILL)
        out, _ = process.communicate(timeout=30)
        self.assertEqual(["crashed", "pass"], [case["verdict"] for case in json.loads(out)["cases"]])


class Limits(grader.Test):
    """Each limit is held, and closely."""

    def one(self, mode: str, action: str, **keys: object) -> dict:
        case = {"name": "one", "exec": "import os, time, threading\n" + action, **keys}
        return grader.report(self.package([case]), self.write("solution.py", ""), mode=mode).report["cases"][0]

    def for_all_modes(self, *args: object, **keys: object) -> list:
        return [self.one(mode, *args, **keys) for mode in grader.modes()]

    def test_cpu(self) -> None:
        for case in self.for_all_modes("while True: pass", limits={"cpu_ms": 500}):
            self.assertEqual("cpu-limit", case["verdict"])
            self.assertGreaterEqual(case["cpu_ms"], 499)
            self.assertLessEqual(case["cpu_ms"], 530)

    def test_cpu_of_threads(self) -> None:
        act = "for _ in range(3): threading.Thread(target=lambda: sum(range(10**12))).start()\nwhile True: pass"
        for case in self.for_all_modes(act, limits={"cpu_ms": 500}, profile="threads"):
            self.assertEqual("cpu-limit", case["verdict"], case)
            self.assertLessEqual(case["cpu_ms"], 560)

    def test_wall(self) -> None:
        for case in self.for_all_modes("time.sleep(60)", limits={"wall_ms": 400}, clock="real"):
            self.assertEqual("wall-limit", case["verdict"])
            self.assertGreaterEqual(case["duration_ms"], 399)
            self.assertLessEqual(case["duration_ms"], 900)

    def test_memory(self) -> None:
        for case in self.for_all_modes("x = [bytearray(1 << 20) for _ in range(10**6)]", limits={"memory_mib": 64}):
            self.assertEqual("memory-limit", case["verdict"])
            self.assertLessEqual(case["peak_kib"], 80 << 10)
            self.assertGreaterEqual(case["peak_kib"], 48 << 10)
        for case in self.for_all_modes("x = bytearray(50 << 20)", limits={"memory_mib": 64}):
            self.assertEqual("pass", case["verdict"])

    def test_output(self) -> None:
        for case in self.for_all_modes("while True: os.write(1, b'y' * 999)", limits={"output_kib": 64}):
            self.assertEqual("output-limit", case["verdict"])
            self.assertEqual(64 << 10, len(case["stdout"]))
            self.assertTrue(case["stdout_truncated"])

    def test_threads(self) -> None:
        act = "threads = [threading.Thread(target=time.sleep, args=(0.05,)) for _ in range({})]\nfor t in threads: t.start()"
        for case in self.for_all_modes(act.format(4), profile="threads", limits={"processes": 4}):
            self.assertEqual("pass", case["verdict"], case)
        for case in self.for_all_modes(act.format(5), profile="threads", limits={"processes": 4}):
            self.assertEqual("process-limit", case["verdict"], case)

    def test_threads_that_have_ended(self) -> None:
        act = ("for _ in range({}):\n    threads = [threading.Thread(target=int) for _ in range({})]\n"
               "    for t in threads: t.start()\n    for t in threads: t.join()")
        for times, together in ((100, 1), (100, 2), (10, 16)):
            for case in self.for_all_modes(act.format(times, together), profile="threads", limits={"processes": together}):
                self.assertEqual("pass", case["verdict"], case)

    def test_threads_that_start_each_other(self) -> None:
        act = ("def link(left):\n    if left:\n        t = threading.Thread(target=link, args=(left - 1,)); t.start(); t.join()\n"
               "for _ in range(5): link({})")
        for case in self.for_all_modes(act.format(6), profile="threads", limits={"processes": 6}):
            self.assertEqual("pass", case["verdict"], case)
        for case in self.for_all_modes(act.format(7), profile="threads", limits={"processes": 6}):
            self.assertEqual("process-limit", case["verdict"], case)
            self.assertIn("6 threads are allowed at the same time", case["message"])

    def test_never_more_threads_alive(self) -> None:
        """Five of the ten start others."""
        for case in self.for_all_modes(CHURN, profile="threads", clock="real", limits={"processes": 10, "cpu_ms": 20000}):
            started, refused, most = map(int, case["stdout"].split())
            self.assertGreater(started, 10, case)
            self.assertIn(most, range(1, 6), case)
            self.assertEqual("process-limit" if refused else "pass", case["verdict"], case)

    def test_as_many_threads_as_before(self) -> None:
        act = ("for _ in range(50): t = threading.Thread(target=int); t.start(); t.join()\n"
               "made, stay = [], threading.Event()\n"
               "for _ in range(12):\n    t = threading.Thread(target=stay.wait)\n"
               "    try:\n        t.start()\n        made.append(t)\n    except RuntimeError: pass\n"
               "stay.set(); print(len(made))")
        for case in self.for_all_modes(act, profile="threads", limits={"processes": 8}):
            self.assertEqual(("process-limit", "8\n"), (case["verdict"], case["stdout"]), case)

    def test_processes(self) -> None:
        act = "for _ in range({}):\n    if os.fork() == 0: {}\n    {}"
        limits = {"processes": 3}
        for case in self.for_all_modes(act.format(50, "os._exit(0)", "os.wait()"), profile="processes", limits=limits):
            self.assertIn(case["verdict"], ("pass", "skipped"), case)
        for wait in ("time.sleep(30)", "os._exit(0)"):  # alive, and ended but not waited for
            for case in self.for_all_modes(act.format(4, wait, "pass"), profile="processes", limits=limits):
                self.assertIn(case["verdict"], ("process-limit", "skipped"), case)

    def test_disk(self) -> None:
        for mode in ("plain", "user"):
            if grader.available(mode):
                act = "open('a', 'wb').write(bytes({} << 20))"
                self.assertEqual("pass", self.one(mode, act.format(3), limits={"disk_mib": 4})["verdict"])
                case = self.one(mode, act.format(5), limits={"disk_mib": 4})
                self.assertEqual("error", case["verdict"])
                self.assertRegex(case["message"], "OSError.*(No space left|File too large)")

    def test_open_files(self) -> None:
        for case in self.for_all_modes("x = [os.dup(1) for _ in range(100)]", limits={"open_files": 20}):
            self.assertEqual("error", case["verdict"])
            self.assertIn("Too many open files", case["message"])


class Late(grader.Test):
    def test_level_full_fails_after_the_first_step(self) -> None:
        """As in a chroot. The end of the failed attempt and its reason arrive together, in either order."""
        if os.geteuid() != 0 or not grader.namespaces() or not grader.no_namespaces:
            self.skipTest("needs root, and namespaces")
        command = [grader.no_namespaces, "--late", grader.program, "--verbose",
                   str(self.package([{"name": "one", "eval": "1", "returns": 1}])),
                   str(self.write("solution.py", "x = 1\n"))]
        environment = grader.environment(XDG_STATE_HOME=str(self.folder))
        del environment["GRADE_PROGRESS"]  # opening the record leaves time for both to arrive
        for _ in range(8):
            done = subprocess.run(command, capture_output=True, text=True, env=environment)
            self.assertEqual(0, done.returncode, done.stdout + done.stderr)
            self.assertIn("cannot make the mount namespace private", done.stdout)


class Closed(grader.Test):
    def test_a_folder_that_is_closed_to_others(self) -> None:
        """As root at level baseline cases are another account's: it must be able to read the harness."""
        if os.geteuid() != 0 or not grader.available("baseline"):
            self.skipTest("needs root")
        home = self.folder / "closed" / "grade"
        home.mkdir(parents=True)
        built = pathlib.Path(grader.program).parent
        for name in ("grade", "_grade.so"):
            shutil.copy(built / name, home)
        shutil.copytree(built / "harness", home / "harness")
        home.parent.chmod(0o700)
        package = self.package([{"name": "one", "eval": "1", "returns": 1}])
        command = [grader.no_namespaces, str(home / "grade"), str(package), str(self.write("solution.py", "x = 1\n"))]
        done = subprocess.run(command, capture_output=True, text=True, env=grader.environment())
        self.assertEqual(4, done.returncode, done.stderr)
        self.assertIn(f"{home.parent} is closed", done.stderr)
        self.assertIn(f"chmod o+rx {home.parent}", done.stderr)
        home.parent.chmod(0o755)
        self.assertEqual(0, subprocess.run(command, capture_output=True, env=grader.environment()).returncode)
