"""`grade batch`: what each submission gets, what the journal holds, and going on after whatever stopped it."""

import os
import random
import resource
import shutil
import signal
import subprocess
import time

import batches
import grader


class Verdicts(batches.BatchTest):
    EXPECTED = {
        "right": "pass",
        "wrong": "wrong",
        "raises": "error",
        "leaves": "exited",
        "crashes": "crashed",
        "spins": "cpu-limit",
        "not_python": "error",
        "empty": "error",
        "missing": "error",
    }

    def submit_all(self) -> None:
        for name, source in batches.SOLUTIONS.items():
            self.submit(name, source)
        self.submit("missing", None)

    def test_each_gets_what_it_is(self) -> None:
        self.submit_all()
        run = self.batch(self.manifest(), "--journal", self.journal, "-j", "2")
        self.assertStatus(run, "failed")
        self.assertEqual(self.EXPECTED, batches.verdicts(self.journal))
        missing = next(line for line in batches.lines(self.journal) if line["id"] == "missing")
        self.assertIn("no such file", missing["message"])
        self.assertEqual((0, 3), (missing["points"], missing["max_points"]))
        self.assertIn("1 of 9 submissions pass", run.out)

    def test_as_grade_alone(self) -> None:
        """A result of a batch is that of `grade PROBLEM SOLUTION`, with what only a batch knows."""
        self.submit_all()
        self.batch(self.manifest(), "--journal", self.journal, "-j", "2")
        for name in ("right", "wrong", "raises", "spins"):
            alone = grader.report("--problems", self.bank, "--audience", "staff", "tests/01",
                                  self.folder / "subs" / "tests-01" / f"{name}.py").report
            one = batches.results(self.journal)["tests/01", name]
            self.assertEqual(name, one.pop("id"))
            alone = batches.cleaned(alone)
            alone.pop("id")
            self.assertEqual(alone, one)

    def test_verdicts_do_not_depend_on_jobs(self) -> None:
        self.submit_all()
        for name, source in batches.SOLUTIONS.items():
            self.submit(name, source, "tests/02")
        found = []
        for jobs in ("1", "8"):
            journal = self.folder / f"{jobs}.jsonl"
            self.batch(self.manifest(), "--journal", journal, "-j", jobs)
            found.append(batches.results(journal))
        self.assertEqual(17, len(found[0]))
        self.assertEqual(found[0], found[1])

    def test_the_whole_bank_at_any_number_of_jobs(self) -> None:
        """Every solution of every problem, right and wrong, three times at -j1, -j2 and -j8."""
        if not os.environ.get("GRADE_LONG"):
            self.skipTest("takes minutes: GRADE_LONG=1")
        for package in sorted(grader.PROBLEMS.glob("*/*/problem.json")):
            problem = f"{package.parent.parent.name}/{package.parent.name}"
            for path in sorted(package.parent.glob("solutions/**/*.py")):
                self.rows.append((str(path.relative_to(package.parent)), problem, str(path)))
        manifest, first = self.manifest(), None
        for jobs in ("1", "2", "8") * 3:
            journal = self.folder / "bank.jsonl"
            run = grader.grade("batch", manifest, "--journal", journal, "-j", jobs, "--seed", "1", "-q",
                               "--problems", grader.PROBLEMS, timeout=1800)
            self.assertStatus(run, "failed")
            found = {key: (line["verdict"], line["misconception"], [case["verdict"] for case in line["cases"]])
                     for key, line in batches.results(journal).items()}
            self.assertEqual(len(self.rows), len(found))
            first = first or found
            self.assertEqual(first, found)
            journal.unlink()

    def test_statuses(self) -> None:
        self.submit("right", batches.SOLUTIONS["right"])
        manifest = self.manifest()
        self.assertStatus(self.batch(manifest), "passed")
        self.submit("wrong", batches.SOLUTIONS["wrong"])
        manifest = self.manifest()
        self.assertStatus(self.batch(manifest), "failed")
        self.assertStatus(self.batch(manifest, "--exit-zero"), "passed")
        (self.bank / "tests" / "01" / "cases.json").write_text("{")
        self.assertStatus(self.batch(manifest), "package")

    def test_limits_and_reruns(self) -> None:
        self.submit("spins", batches.SOLUTIONS["spins"])
        self.batch(self.manifest(), "--journal", self.journal, "--limit", "cpu_ms=100", "--limit", "wall_ms=9000")
        (line,) = batches.lines(self.journal)
        self.assertEqual("cpu_ms=100 wall_ms=9000", line["limits"])
        self.assertIn("100 ms", line["cases"][0]["message"])
        rerun = line["cases"][0]["rerun"]
        self.assertIn("--limit cpu_ms=100 --limit wall_ms=9000 --case 1", rerun)
        again = grader.grade(*rerun.split()[1:], cwd=self.folder)
        self.assertStatus(again, "failed")

    def test_in_every_mode(self) -> None:
        """As root and as somebody else, with namespaces and without: workers do not get into each other's way."""
        for name in ("right", "wrong", "leaves", "crashes"):
            self.submit(name, batches.SOLUTIONS[name])
        folder = self.folder / "anybody"
        folder.mkdir()
        folder.chmod(0o777)
        for mode in grader.modes():
            with self.subTest(mode):
                journal = folder / f"{mode}.jsonl"
                run = self.batch(self.manifest(), "--journal", journal, "-j", "3", mode=mode)
                self.assertStatus(run, "failed")
                self.assertEqual({name: self.EXPECTED[name] for name in ("right", "wrong", "leaves", "crashes")},
                                 batches.verdicts(journal))
                self.assertEqual({grader.level(mode)}, {line["isolation"]["level"] for line in batches.lines(journal)})

    def test_nothing_is_left_behind(self) -> None:
        """Neither processes nor temporary files, whatever a submission does."""
        self.submit_all()
        folder = self.folder / "tmp"
        folder.mkdir()
        self.batch(self.manifest(), "-j", "2", env=grader.environment(TMPDIR=str(folder)))
        self.assertEqual([], list(folder.iterdir()))


class Journals(batches.BatchTest):
    def setUp(self) -> None:
        super().setUp()
        for name in ("right", "wrong", "raises"):
            self.submit(name, batches.SOLUTIONS[name])
        self.manifest()

    def graded(self, *args: object) -> int:
        """How many lines a run adds."""
        before = len(batches.lines(self.journal)) if self.journal.exists() else 0
        self.batch(self.folder / "subs.csv", "--journal", self.journal, *args)
        return len(batches.lines(self.journal)) - before

    def test_one_that_is_there(self) -> None:
        self.assertEqual(3, self.graded())
        run = self.batch(self.folder / "subs.csv", "--journal", self.journal)
        self.assertStatus(run, "usage")
        self.assertSays(run, "there is a journal already", "--resume")
        self.assertEqual(3, len(batches.lines(self.journal)))

    def test_who_may_read_it(self) -> None:
        self.graded()
        merged = self.folder / "merged.jsonl"
        grader.grade("merge", self.journal, "-o", merged)
        for path in (self.journal, merged):
            self.assertEqual(0o600, path.stat().st_mode & 0o777)

    def test_only_what_has_changed_is_graded_again(self) -> None:
        self.assertEqual(3, self.graded())
        self.assertEqual(0, self.graded("--resume"))
        self.submit("right", batches.SOLUTIONS["right"] + "\n")  # the same row, another file
        self.assertEqual(1, self.graded("--resume"))
        self.assertEqual(3, self.graded("--resume", "--limit", "cpu_ms=100"))
        self.assertEqual(0, self.graded("--resume", "--limit", "cpu_ms=100"))
        self.assertEqual(3, self.graded("--again"))
        self.assertEqual(3, self.graded("--resume", "--seed", "7"))
        cases = [*batches.CASES, {"name": "more", "call": "f", "args": [1], "returns": 2}]
        grader.make_package(self.bank / "tests" / "01", cases, limits={"cpu_ms": 80})
        self.assertEqual(3, self.graded("--resume"))
        run = grader.grade("report", self.journal)
        self.assertIn("1 of 3 submissions pass, 5 of 12 cases", run.out)

    def test_a_clock_that_was_set_back(self) -> None:
        """What is graded now counts, although the journal is of tomorrow."""
        self.graded()
        text = self.journal.read_text()
        self.journal.write_text(text.replace('"finished": "20', '"finished": "21'))
        self.submit("wrong", batches.SOLUTIONS["right"])
        self.assertEqual(1, self.graded("--resume"))
        self.assertEqual(0, self.graded("--resume"))
        self.assertIn("2 of 3 submissions pass", grader.grade("report", self.journal).out)

    def test_the_report_of_a_resumed_run_is_whole(self) -> None:
        self.graded()
        run = self.batch(self.folder / "subs.csv", "--journal", self.journal, "--resume")
        self.assertStatus(run, "failed")
        self.assertIn("1 of 3 submissions pass", run.out)

    def test_a_torn_line_is_mended(self) -> None:
        self.graded()
        whole = self.journal.read_bytes()
        ends = [i + 1 for i, c in enumerate(whole) if c == 10]
        for cut in (1, 5, ends[0] - 1, ends[0] + 1, ends[1] + 200, len(whole) - 1, len(whole) - 2):
            with self.subTest(cut=cut):
                self.journal.write_bytes(whole[:cut])
                run = self.batch(self.folder / "subs.csv", "--journal", self.journal, "--resume")
                self.assertStatus(run, "failed")
                self.assertEqual(3, len(batches.lines(self.journal)))
                if cut != len(whole) - 1 and cut != ends[0] - 1:  # there only the end of the line is missing
                    self.assertSays(run, "torn")

    def test_zeros_behind_a_crash(self) -> None:
        """As some file systems leave them after a loss of power."""
        self.graded()
        self.journal.write_bytes(self.journal.read_bytes() + bytes(5000))
        self.assertIn("torn", grader.grade("report", self.journal).err)
        run = self.batch(self.folder / "subs.csv", "--journal", self.journal, "--resume")
        self.assertSays(run, "5000 bytes")
        self.assertEqual(3, len(batches.lines(self.journal)))

    def test_a_broken_line_in_the_middle_is_not_passed_over(self) -> None:
        self.graded()
        text = self.journal.read_text().splitlines(keepends=True)
        self.journal.write_text(text[0] + "no result\n" + "".join(text[1:]))
        before = self.journal.read_bytes()
        for run in (self.batch(self.folder / "subs.csv", "--journal", self.journal, "--resume"),
                    grader.grade("report", self.journal)):
            self.assertStatus(run, "usage")
            self.assertSays(run, "line 2 is no result")
        self.assertEqual(before, self.journal.read_bytes())

    def test_what_is_no_journal_is_not_touched(self) -> None:
        for content in (b"dear diary\n", b"dear diary", b"\x00" * 100):
            with self.subTest(content[:10]):
                self.journal.write_bytes(content)
                run = self.batch(self.folder / "subs.csv", "--journal", self.journal, "--resume")
                self.assertStatus(run, "usage")
                self.assertEqual(content, self.journal.read_bytes())
        fifo = self.folder / "fifo"
        os.mkfifo(fifo)
        for path in (self.folder, fifo, "/dev/full"):
            self.assertStatus(self.batch(self.folder / "subs.csv", "--journal", path, timeout=20), "usage")

    def test_two_writers(self) -> None:
        for i in range(20):
            self.submit(f"slow{i}", batches.SLOW)
        first = self.start(self.manifest(), "--journal", self.journal, "-j", "1", stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL)
        self.wait_for_lines(1)
        second = self.batch(self.folder / "subs.csv", "--journal", self.journal, "--resume")
        first.send_signal(signal.SIGINT)
        first.wait(60)
        self.assertStatus(second, "usage")
        self.assertSays(second, "another grade is writing")


class Interrupted(batches.BatchTest):
    def setUp(self) -> None:
        super().setUp()
        for i in range(16):
            self.submit(f"slow{i:02}", batches.SLOW.replace("0.03", f"0.0{i % 3 + 1}"), f"tests/0{i % 2 + 1}")
        self.manifest()

    def run_batch(self, journal: object, *args: object):
        return self.start(self.folder / "subs.csv", "--journal", journal, *args, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE)

    def test_killed_at_any_moment(self) -> None:
        """What kill -9 stopped is gone on with: nothing is lost, nothing graded twice."""
        whole = self.folder / "whole.jsonl"
        self.batch(self.folder / "subs.csv", "--journal", whole, "-j", "2")
        for seed in range(20 if os.environ.get("GRADE_LONG") else 1):
            moment = random.Random(seed)
            self.journal.unlink(missing_ok=True)
            kills = 0
            while kills < 4:
                process = self.run_batch(self.journal, "--resume", "-j", "2")
                time.sleep(moment.uniform(0.02, 0.5))
                process.kill()
                process.communicate()
                kills += 1
            run = self.batch(self.folder / "subs.csv", "--journal", self.journal, "--resume")
            self.assertStatus(run, "passed")
            self.assertEqual(16, len(batches.lines(self.journal)), "graded twice")
            self.assertEqual(batches.results(whole), batches.results(self.journal))

    def test_a_killed_grade_leaves_no_processes(self) -> None:
        process = self.run_batch(self.journal, "-j", "2")
        self.wait_for_lines(2)
        workers = batches.children(process.pid)
        self.assertEqual(2, len(workers))
        cells = [cell for worker in workers for cell in batches.children(worker)]
        process.kill()
        process.communicate()
        end = time.monotonic() + 20
        while any(batches.alive(pid) for pid in workers + cells) and time.monotonic() < end:
            time.sleep(0.01)
        self.assertEqual([], [pid for pid in workers + cells if batches.alive(pid)])

    def test_ctrl_c(self) -> None:
        process = self.run_batch(self.journal, "-j", "2", "--report", "jsonl=" + str(self.folder / "report.jsonl"))
        self.wait_for_lines(3)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal sends it
        out, err = process.communicate(timeout=60)
        self.assertEqual(5, process.returncode, err)
        done = batches.lines(self.journal)
        self.assertTrue(3 <= len(done) < 16)
        self.assertEqual({"pass"}, {line["verdict"] for line in done}, "what was running was not finished")
        self.assertIn(b"--resume goes on", err)
        self.assertIn(b"not graded yet", out)
        self.assertEqual(len(done), len(batches.lines(self.folder / "report.jsonl")))
        self.assertStatus(self.batch(self.folder / "subs.csv", "--journal", self.journal, "--resume"), "passed")
        self.assertEqual(16, len(batches.lines(self.journal)))

    def test_ctrl_c_twice(self) -> None:
        process = self.run_batch(self.journal, "-j", "1")
        self.wait_for_lines(2)
        os.killpg(process.pid, signal.SIGINT)
        time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=30)
        self.assertIn(process.returncode, (5, -signal.SIGINT))
        self.assertStatus(self.batch(self.folder / "subs.csv", "--journal", self.journal, "--resume"), "passed")
        self.assertEqual(16, len(batches.lines(self.journal)))

    def test_how_it_stands(self) -> None:
        process = self.run_batch(self.journal, "-j", "2", "-q")
        self.wait_for_lines(2)
        process.send_signal(signal.SIGUSR1)
        out, err = process.communicate(timeout=60)
        self.assertEqual(0, process.returncode, err)
        self.assertRegex(err.decode(), r"grade: \d+ of 16 graded, 0 failed, .* left")
        self.assertRegex(err.decode(), r"running: slow\d\d, tests/0\d, for")

    def test_a_worker_that_dies(self) -> None:
        """One is killed in the middle of something: that is graded again, and everything else too."""
        process = self.run_batch(self.journal, "-j", "2")
        self.wait_for_lines(3)
        for worker in batches.children(process.pid)[:1]:
            os.kill(worker, signal.SIGKILL)
        _, err = process.communicate(timeout=60)
        self.assertEqual(0, process.returncode, err)
        self.assertEqual(16, len(batches.lines(self.journal)))
        self.assertEqual({"pass"}, set(batches.verdicts(self.journal).values()))

    def test_a_worker_that_is_stuck(self) -> None:
        """It is replaced once no solution could take as long, and nothing else waits for it."""
        if not os.environ.get("GRADE_LONG"):
            self.skipTest("takes more than a minute: GRADE_LONG=1")
        process = self.run_batch(self.journal, "-j", "2", "--limit", "wall_ms=500")
        self.wait_for_lines(3)
        worker = batches.children(process.pid)[0]
        os.kill(worker, signal.SIGSTOP)
        self.wait_for_lines(15, seconds=50)
        _, err = process.communicate(timeout=150)
        self.assertEqual(0, process.returncode, err)
        self.assertEqual(16, len(batches.lines(self.journal)))

    def test_a_submission_whose_worker_always_dies(self) -> None:
        self.rows = []
        self.submit("spins", batches.SOLUTIONS["spins"])
        self.manifest()
        process = self.run_batch(self.journal, "-j", "1", "--limit", "cpu_ms=60000", "--limit", "wall_ms=60000")
        killed: list = []
        end = time.monotonic() + 60
        while len(killed) < 2 and time.monotonic() < end:
            for worker in batches.children(process.pid):
                if worker not in killed:
                    time.sleep(0.1)
                    os.kill(worker, signal.SIGKILL)
                    killed.append(worker)
            time.sleep(0.01)
        _, err = process.communicate(timeout=60)
        self.assertEqual(4, process.returncode, err)
        (line,) = batches.lines(self.journal)
        self.assertEqual("internal", line["verdict"])
        self.assertIn("signal 9", line["message"])
        run = self.batch(self.folder / "subs.csv", "--journal", self.journal, "--resume")
        self.assertStatus(run, "failed")  # it is graded again, although the journal has a line
        self.assertEqual("cpu-limit", batches.verdicts(self.journal)["spins"])


class Machine(batches.BatchTest):
    def test_nothing_works(self) -> None:
        """Where no submission can be graded, not all of them are tried in vain."""
        for i in range(60):
            self.submit(f"s{i:02}", batches.SOLUTIONS["right"])
        if not grader.available("baseline"):
            self.skipTest("needs the tool that refuses namespaces")
        run = self.batch(self.manifest(), "--journal", self.journal, "--require", "full", mode="baseline")
        self.assertStatus(run, "machine")
        self.assertSays(run, "in a row failed", "--resume goes on")
        self.assertTrue(len(batches.lines(self.journal)) < 20)
        self.assertStatus(self.batch(self.manifest(), "--journal", self.journal, "--resume"), "passed")

    def test_a_module_that_is_missing(self) -> None:
        grader.make_package(self.bank / "tests" / "02", batches.CASES, python={"modules": ["nothing_like_it"], "preload": ["nothing_like_it"]})
        self.submit("a", batches.SOLUTIONS["right"], "tests/02")
        self.submit("b", batches.SOLUTIONS["right"])
        run = self.batch(self.manifest(), "--journal", self.journal)
        self.assertStatus(run, "machine")
        self.assertEqual({"a": "skipped", "b": "pass"}, batches.verdicts(self.journal))
        self.assertIn("1 could not be graded", run.out)


class FullDisk(batches.BatchTest):
    def setUp(self) -> None:
        super().setUp()
        for i in range(20):
            self.submit(f"s{i:02}", batches.SOLUTIONS["right"])
        self.manifest()

    def check_full(self, run: grader.Run, journal) -> None:
        self.assertEqual(4, run.status, str(run))
        self.assertIn("could not be written", run.err)
        self.assertIn("--resume goes on", run.err)
        done = len(batches.lines(journal))
        self.assertTrue(0 < done < 20, done)

    def test_a_file_that_may_not_grow(self) -> None:
        def limit() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (60000, 60000))

        run = self.batch(self.folder / "subs.csv", "--journal", self.journal, preexec_fn=limit)
        self.check_full(run, self.journal)
        self.assertStatus(self.batch(self.folder / "subs.csv", "--journal", self.journal, "--resume"), "passed")
        self.assertEqual(20, len(batches.lines(self.journal)))

    def test_a_disk_that_is_full(self) -> None:
        disk = self.folder / "disk"
        disk.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(disk)]
        if os.geteuid() != 0 or subprocess.run(mount, stderr=subprocess.DEVNULL).returncode != 0:
            self.skipTest("mounting a small disk needs root")
        self.addCleanup(subprocess.run, ["umount", str(disk)], check=True)
        journal = disk / "results.jsonl"
        run = self.batch(self.folder / "subs.csv", "--journal", journal)
        self.check_full(run, journal)
        shutil.copy(journal, self.journal)
        self.assertStatus(self.batch(self.folder / "subs.csv", "--journal", self.journal, "--resume"), "passed")
        self.assertEqual(20, len(batches.lines(self.journal)))
