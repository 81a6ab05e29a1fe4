"""What is made of journals: reports, for whom; shards and merging."""

import itertools
import json
import os
import pathlib
import random
import re
import subprocess

import batches
import grader

SECRETS = ("31337", "62674", "31339")  # input, expected and wrong output of the hidden case


class Reports(batches.BatchTest):
    def setUp(self) -> None:
        super().setUp()
        for problem in ("tests/01", "tests/02"):
            for name in ("right", "wrong", "raises"):
                self.submit(name, batches.SOLUTIONS[name], problem)
        self.batch(self.manifest(), "--journal", self.journal, "-q")

    def report(self, *args: object) -> grader.Run:
        return grader.grade("report", self.journal, *args)

    def test_again_from_the_journal(self) -> None:
        """grade report says what grade batch said, in every format, byte for byte."""
        formats = ["text", "json", "jsonl"]
        wanted = [f"--report={name}={self.folder}/batch.{name}" for name in formats]
        self.batch(self.manifest(), "--journal", self.journal, "--resume", *wanted)
        run = self.report(*[f"--report={name}={self.folder}/again.{name}" for name in formats])
        self.assertStatus(run, "failed")
        for name in formats:
            once, again = (self.folder / f"{stem}.{name}" for stem in ("batch", "again"))
            self.assertEqual(once.read_bytes(), again.read_bytes())
        documents = json.loads((self.folder / "again.json").read_text())
        self.assertEqual(documents, batches.lines(self.folder / "again.jsonl"))
        self.assertEqual([("tests/01", "raises"), ("tests/01", "right"), ("tests/01", "wrong"), ("tests/02", "raises"),
                          ("tests/02", "right"), ("tests/02", "wrong")], [(d["problem"], d["id"]) for d in documents])

    def test_who_may_read_what(self) -> None:
        """The journal knows everything; of a hidden case a learner's report tells no byte of input or output."""
        journal = self.journal.read_text()
        for secret in SECRETS:
            self.assertIn(secret, journal)
        for name in ("text", "json", "jsonl"):
            for more in ((), ("-v",), ("-q",)):
                with self.subTest(format=name, more=more):
                    path = self.folder / "learner.out"
                    runs = [self.report(*more, "--report", name), self.report(*more, "--report", f"{name}={path}"),
                            self.batch(self.manifest(), "--journal", self.journal, "--resume", *more, "--report", name),
                            grader.grade("--problems", self.bank, *more, "--report", name, "tests/01",
                                         self.folder / "subs/tests-01/wrong.py")]
                    for text in [run.out + run.err for run in runs] + [path.read_text()]:
                        for secret in SECRETS:
                            self.assertNotIn(secret, text)
            if name != "text":
                self.assertIn("not told", self.report("--report", name).out)
            staff = self.report("-v", "--audience", "staff", "--report", name).out
            for secret in SECRETS:
                self.assertIn(secret, staff)

    def test_a_file_for_each(self) -> None:
        run = self.report("--report", f"text={self.folder}/feedback/{{id}}/{{problem}}.txt", "--report",
                          f"jsonl={self.folder}/{{id}}.jsonl", "--report", f"json={self.folder}/of-{{problem}}.json")
        self.assertStatus(run, "failed")
        folder = self.folder / "feedback"
        self.assertEqual(["raises/tests_01.txt", "raises/tests_02.txt", "right/tests_01.txt", "right/tests_02.txt",
                          "wrong/tests_01.txt", "wrong/tests_02.txt"],
                         sorted(str(path.relative_to(folder)) for path in folder.rglob("*.txt")))
        alone = grader.grade("--problems", self.bank, "tests/01", self.folder / "subs/tests-01/wrong.py").out
        text = (folder / "wrong" / "tests_01.txt").read_text()
        self.assertEqual(alone.split("✗ 1 of")[0].replace("again  grade --problems", "again  grade"),
                         text.split("✗ 1 of")[0].replace("again  grade --problems", "again  grade"))
        self.assertEqual(2, len(batches.lines(self.folder / "raises.jsonl")))
        self.assertEqual(3, len(json.loads((self.folder / "of-tests_02.json").read_text())))

    def test_ids_lead_nowhere(self) -> None:
        """An id becomes one part of a path, and two ids never one file."""
        line = next(line for line in batches.lines(self.journal) if line["id"] == "wrong")
        target = self.folder / "deep" / "er"
        for name, file in (("../../evil", "_.._.._evil"), ("/etc/x", "_etc_x"), ("..", "_.."), (".bashrc", "_.bashrc"),
                           ("a/b", "a_b")):
            self.journal.write_text(json.dumps({**line, "id": name}) + "\n")
            self.assertStatus(self.report("--report", f"jsonl={target}/{{id}}", "-q"), "failed")
            self.assertEqual([file], [path.name for path in target.iterdir()])
            (target / file).unlink()
        self.journal.write_text("".join(json.dumps({**line, "id": name}) + "\n" for name in ("a/b", "a_b")))
        run = self.report("--report", f"jsonl={target}/{{id}}")
        self.assertStatus(run, "usage")
        self.assertSays(run, "would be of both")

    def test_hostile_journals(self) -> None:
        """A journal may come from anywhere: whatever is in it, nothing acts on a terminal."""
        line = next(line for line in batches.lines(self.journal) if line["id"] == "wrong")
        evil = "\033[2J\033]0;x\a\n::error::x\r\u202e##[error]"
        line.update(id=evil, message=evil, problem=evil, solution=evil, misconception=evil)
        line["cases"][0]["name"] = evil
        self.journal.write_text(json.dumps(line) + "\n")
        for more in ("-v", "-q", "--color=never"):
            out = self.report(more).out
            self.assertNotIn("\033", out)
            self.assertNotIn("\u202e", out)
            self.assertFalse([row for row in out.splitlines() if row.startswith("::")])

    def test_a_torn_journal(self) -> None:
        text = self.journal.read_text()
        self.journal.write_text(text[:-100])
        run = self.report("--report", "jsonl")
        self.assertSays(run, "the last line is torn")
        self.assertEqual(5, len(run.out.splitlines()))
        self.assertEqual(text[:-100], self.journal.read_text(), "a report changed the journal")
        self.journal.write_text("")
        self.assertStatus(self.report(), "passed")

    def test_the_progress_of_no_terminal(self) -> None:
        run = self.batch(self.manifest(), "--journal", self.journal, "--again")
        self.assertNotIn("\r", run.err)
        self.assertNotIn("\033", run.err)

    def test_a_report_that_cannot_be_written(self) -> None:
        run = self.report("--report", "json=/dev/full", "--report", f"jsonl={self.folder}/ok.jsonl")
        self.assertStatus(run, "machine")
        self.assertEqual(6, len(batches.lines(self.folder / "ok.jsonl")))


class Shards(batches.BatchTest):
    def graded(self, name: str, *args: object) -> pathlib.Path:
        path = self.folder / name
        self.batch(self.folder / "subs.csv", "--journal", path, "-q", *args, timeout=3600)
        return path

    def merged(self, *paths: object) -> str:
        run = grader.grade("merge", *paths)
        self.assertStatus(run, "passed")
        return run.out

    def submissions(self, count: int) -> None:
        names = list(batches.SOLUTIONS)
        for i in range(count):
            source = batches.SOLUTIONS[names[i % len(names)]] if i % 500 == 7 else batches.SOLUTIONS[names[i % 3]]
            self.submit(f"student {i}", source + f"# {i}\n", f"tests/0{i % 2 + 1}")
        self.manifest()

    def compare(self, count: int, shards: int) -> None:
        self.submissions(count)
        whole = self.graded("whole.jsonl")
        parts = [self.graded(f"shard-{i}.jsonl", "--shard", f"{i}/{shards}") for i in range(1, shards + 1)]
        sizes = [len(batches.lines(part)) for part in parts]
        self.assertEqual(count, sum(sizes))
        self.assertTrue(all(count / shards / 3 < size < count / shards * 3 for size in sizes), sizes)
        merged = self.folder / "merged.jsonl"
        self.assertStatus(grader.grade("merge", "-o", merged, *parts), "passed")
        self.assertEqual(count, len(batches.lines(merged)))
        self.assertEqual(batches.results(whole), batches.results(merged))
        reports = [batches.cleaned([json.loads(line) for line in grader.grade("report", "--report=jsonl", path).out.splitlines()])
                   for path in (whole, merged)]
        self.assertEqual(reports[0], reports[1])

    def test_together_as_the_whole(self) -> None:
        if os.environ.get("GRADE_LONG"):
            self.compare(10000, 8)
        else:
            self.compare(30, 3)

    def test_merging(self) -> None:
        """In any order, again and again: the same bytes; of two results the later one."""
        self.submissions(6)
        first = self.graded("first.jsonl")
        second = self.graded("second.jsonl", "--limit", "cpu_ms=100")
        other = self.graded("other.jsonl", "--shard", "1/2")
        orders = {self.merged(*order) for order in itertools.permutations((first, second, other))}
        self.assertEqual(1, len(orders))
        (text,) = orders
        once = self.write("once.jsonl", text)
        self.assertEqual(text, self.merged(once))
        self.assertEqual(text, self.merged(once, once, first, second, other))
        rows = [json.loads(line) for line in text.splitlines()]
        self.assertEqual(sorted((row["problem"], row["id"]) for row in rows), [(row["problem"], row["id"]) for row in rows])
        later = {row["id"]: row["finished"] for path in (first, second, other) for row in batches.lines(path)}
        self.assertEqual(later, {row["id"]: row["finished"] for row in rows})
        shuffled = first.read_text().splitlines(keepends=True)
        random.Random(1).shuffle(shuffled)
        self.assertEqual(self.merged(first), self.merged(self.write("shuffled.jsonl", "".join(shuffled))))

    def test_merging_into_one_of_them(self) -> None:
        self.submissions(4)
        first, second = self.graded("1.jsonl", "--shard", "1/2"), self.graded("2.jsonl", "--shard", "2/2")
        self.assertStatus(grader.grade("merge", first, second, "-o", first), "passed")
        self.assertEqual(4, len(batches.lines(first)))
        run = self.batch(self.folder / "subs.csv", "--journal", first, "--resume", "-q")
        self.assertEqual(4, len(batches.lines(first)), "a merged journal is one to go on with\n" + str(run))

    def test_a_shard_without_submissions(self) -> None:
        self.submissions(1)
        sizes = sorted(len(batches.lines(self.graded(f"{i}.jsonl", "--shard", f"{i}/4"))) for i in range(1, 5))
        self.assertEqual([0, 0, 0, 1], sizes)
        for i in range(1, 5):
            run = self.batch(self.folder / "subs.csv", "--shard", f"{i}/4", "--report", f"json={self.folder}/{i}.json")
            self.assertIn(run.status, (0, 1), str(run))
        self.assertEqual([0, 0, 0, 1], sorted(len(json.loads((self.folder / f"{i}.json").read_text())) for i in range(1, 5)))

    def test_drawn_inputs_need_one_seed(self) -> None:
        case = {"name": "drawn", "call": "f", "generate": {"args": [{"int": {"min": -50, "max": 50}}]}}
        folder = grader.make_package(self.bank / "tests" / "01", [case])
        (folder / "solutions").mkdir()
        (folder / "solutions" / "reference.py").write_text(batches.SOLUTIONS["right"])
        self.submit("a", batches.SOLUTIONS["right"])
        self.submit("b", batches.SOLUTIONS["wrong"])
        manifest = self.manifest()
        probe = self.batch(manifest, "--journal", self.journal, "-q")
        if probe.status == 3:
            self.fail(str(probe))
        first = {line["seed"] for line in batches.lines(self.journal)}
        self.assertEqual(1, len(first), "everybody gets the same inputs")
        self.submit("c", batches.SOLUTIONS["wrong"])
        self.batch(self.manifest(), "--journal", self.journal, "--resume", "-q")
        self.assertEqual(3, len(batches.lines(self.journal)))
        self.assertEqual(first, {line["seed"] for line in batches.lines(self.journal)}, "whoever comes later, too")
        run = self.batch(manifest, "--shard", "1/2")
        self.assertStatus(run, "usage")
        self.assertSays(run, "--seed")
        self.graded("seeded.jsonl", "--shard", "1/2", "--seed", "5")


class Recipes(batches.BatchTest):
    """The commands that README.md gives for several machines, each as the shell there would run it."""

    SETTINGS = [  # a sign in the recipe, and what its service sets for part I (from 1) of N
        ("matrix.shard", {}),
        ("CI_NODE_INDEX", {"CI_NODE_INDEX": "{i}", "CI_NODE_TOTAL": "{n}", "CI_PIPELINE_ID": "9"}),
        ("SLURM", {"SLURM_ARRAY_TASK_ID": "{i}", "SLURM_ARRAY_TASK_COUNT": "{n}", "SLURM_ARRAY_JOB_ID": "9",
                   "SLURM_CPUS_PER_TASK": "1"}),
        ("JOB_COMPLETION_INDEX", {"JOB_COMPLETION_INDEX": "{zero}"}),
    ]

    def commands(self, block: str) -> list:
        lines = re.sub(r"\\\n\s*|(?<!>-)\n\s+(?=--)", " ", block).splitlines()
        return [re.sub(r"^[\s-]*(run: )?", "", line) for line in lines if re.match(r"[\s-]*(run: )?grade (batch|merge|report) ", line)]

    def run_there(self, command: str, **env: str) -> None:
        where = {"PATH": f"{pathlib.Path(grader.program).parent}:/usr/bin:/bin", "LANG": "C.UTF-8", **env}
        run = subprocess.run(["sh", "-euc", command], cwd=self.folder, env=where, capture_output=True, text=True, timeout=120)
        self.assertIn(run.returncode, (0, 1), f"{command}\n{run.stderr}")

    def test_recipes(self) -> None:
        for i in range(8):
            self.submit(f"s{i}", batches.SOLUTIONS["wrong" if i % 4 else "right"])
        self.manifest()
        (self.folder / "problems").symlink_to(self.bank)
        text = (grader.SOURCE / "README.md").read_text()
        blocks = [block for block in re.findall(r"^```(?:yaml|sh)\n(.*?)^```", text, re.M | re.S) if "--shard" in block]
        self.assertEqual(len(self.SETTINGS), len(blocks))
        after = next(self.commands(block)[1:] for block in blocks if "matrix.shard" in block)
        for (sign, settings), block in zip(self.SETTINGS, blocks):
            with self.subTest(sign):
                self.assertIn(sign, block)
                batch, *rest = self.commands(block)
                count = int(re.search(r"completions: (\d+)|parallel: (\d+)|array=1-(\d+)|shard: \[.*?(\d)\]", block).group(0).rstrip("]").split()[-1].split("-")[-1])
                for i in range(1, count + 1):
                    env = {key: value.format(i=i, n=count, zero=i - 1) for key, value in settings.items()}
                    shell = batch.replace("${{ matrix.shard }}", str(i)).replace("${{ github.run_id }}", "9")
                    self.run_there(shell, **env)
                for command in rest or after:
                    self.run_there(command)
                self.assertEqual(8, len(batches.lines(self.folder / "results.jsonl")))
                self.assertEqual(8, len(json.loads((self.folder / "results.json").read_text())))
                for path in [*self.folder.glob("shard-*"), *self.folder.glob("results.json*")]:
                    path.unlink()
