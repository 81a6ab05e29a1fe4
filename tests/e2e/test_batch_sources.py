"""What `grade batch` grades: manifests, folders, archives, files; and what it refuses, with which words."""

import io
import json
import os
import pathlib
import stat
import tarfile
import zipfile

import batches
import grader

RIGHT, WRONG = batches.SOLUTIONS["right"], batches.SOLUTIONS["wrong"]


class Manifests(batches.BatchTest):
    def refuse(self, text: "str | bytes", *says: str, name: str = "subs.csv", args: tuple = ()) -> None:
        run = self.batch(self.write(name, text), "--journal", self.journal, *args)
        self.assertStatus(run, "usage")
        self.assertSays(run, *says)
        self.assertFalse(self.journal.exists(), "something was graded")

    def take(self, text: "str | bytes", expected: dict, *args: object, name: str = "subs.csv") -> None:
        self.write("right.py", RIGHT)
        self.write("subs/wrong.py", WRONG)
        self.journal.unlink(missing_ok=True)
        self.batch(self.write(name, text), "--journal", self.journal, *args)
        self.assertEqual(expected, batches.verdicts(self.journal))

    def test_forms(self) -> None:
        both = {"a": "pass", "b": "wrong"}
        for label, text in [
            ("plain", "id,problem,solution\na,tests/01,right.py\nb,tests/01,subs/wrong.py\n"),
            ("other columns, another order",
             "group,solution,id,mark,problem\n1,right.py,a,,tests/01\n2,subs/wrong.py,b,,tests/01\n"),
            ("as a spreadsheet writes it",
             "\ufeffID;Problem;Solution\r\na;tests/01;right.py\r\nb;tests/01;subs/wrong.py\r\n"),
            ("tabs", "id\tproblem\tsolution\na\ttests/01\tright.py\nb\ttests/01\tsubs/wrong.py\n"),
            ("quotes, blank lines, no last newline",
             '"id","problem","solution"\n\n"a","tests/01","right.py"\n\nb,tests/01,"subs/wrong.py"'),
            ("an absolute path", f"id,problem,solution\na,tests/01,{self.folder}/right.py\nb,tests/01,subs/wrong.py\n"),
        ]:
            with self.subTest(label):
                self.take(text, both)
        rows = [{"id": "a", "problem": "tests/01", "solution": "right.py"},
                {"id": "b", "problem": "tests/01", "solution": "subs/wrong.py", "group": 3}]
        text = "\n" + "\r\n".join(json.dumps(row) for row in rows) + "\n"
        self.take(text, both, name="subs.jsonl")
        self.take('{"id": 12345678901234567890, "problem": "tests/01", "solution": "right.py"}\n',
                  {"12345678901234567890": "pass"}, name="subs.jsonl")
        self.take("id,solution\na,right.py\nb,subs/wrong.py\n", both, "--problem", "tests/01")

    def test_odd_ids(self) -> None:
        self.write("right.py", RIGHT)
        ids = ["Zoë Müller", "a,b", 'say "x"', "../../etc/passwd", "line1", " <b>&amp;</b>", "##[error]x"]
        rows = "".join(json.dumps({"id": name, "problem": "tests/01", "solution": "right.py"}) + "\n" for name in ids)
        self.take(rows, dict.fromkeys(ids, "pass"), name="subs.jsonl")

    def test_bad_rows(self) -> None:
        head = "id,problem,solution\n"
        for text, says in [
            ("", ["is empty"]),
            (head, ["no submissions"]),
            ("name,problem,solution\na,tests/01,x.py\n", ["line 1", "no column is called id"]),
            ("id,id,problem,solution\n", ["line 1", "two columns are called id"]),
            (head + "a,tests/01,x.py\n,tests/01,y.py\n", ["1 line", "line 3", "id is empty"]),
            (head + "a,tests/01\n", ["line 2", "2 fields", "3 columns"]),
            (head + "a,tests/01,x.py,\n", ["line 2", "4 fields"]),
            (head + "a,tests/01,\n", ["line 2", "no solution"]),
            (head + "a,,x.py\n", ["line 2", "no problem", "--problem"]),
            (head + "a,tests/1,x.py\nb,tests/02,x.py\nc,nothing,x.py\n", ["2 lines", "line 2", "line 4", "'nothing'"]),
            (head + 'a,tests/01,"x.py\n', ["line 2", "quotes"]),
            (head + 'a,tests/01,x"y.py\n', ["line 2", "quotes"]),
            (head + "\n\n\"a\nb\",tests/01,x.py\n", ["line 4", "control character"]),
            (head + "a" * 201 + ",tests/01,x.py\n", ["longer than 200"]),
            (head + "a,tests/01," + "x" * 10000 + "\n", ["line 2", "too long"]),
            (head.encode() + b"a\xff,tests/01,x.py\n", ["not UTF-8"]),
            (head + "a,tests/01,x.py\nb,tests/01,y.py\na,tests/01,z.py\n", ["'a' stands twice", "line 2", "line 4"]),
            (head + "x,nothing,y\n" * 30, ["30 lines", "line 9", "..."]),
        ]:
            with self.subTest(text[:60]):
                self.refuse(text, *says)
        for text, says in [
            ('{"id": "a"\n', ["line 1", "column"]),
            ('{"id": "a", "problem": "tests/01"}\n', ["no solution"]),
            ('{"problem": "tests/01", "solution": "x"}\n', ["no id"]),
            ('{"id": true, "problem": "tests/01", "solution": "x"}\n', ["no id"]),
            ('{"id": "a\\u0000b", "problem": "tests/01", "solution": "x"}\n', ["no id"]),
            ('{"id": "a", "id": "b", "problem": "tests/01", "solution": "x"}\n', ["stands twice"]),
            ('{"id": "a", "problem": "tests/01", "solution": "x"}\n[1]\n', ["line 2", "not an object"]),
            ("{" * 5000, ["line 1"]),
        ]:
            with self.subTest(text[:60]):
                self.refuse(text, *says, name="subs.jsonl")

    def test_a_problem_that_is_broken_is_told_before_anything_is_graded(self) -> None:
        (self.bank / "tests" / "02" / "cases.json").write_text('{"cases": [{"nam": "x"}]}')
        run = self.batch(self.write("subs.csv", "id,problem,solution\na,tests/01,x\nb,tests/02,x\n"), "--journal", self.journal)
        self.assertStatus(run, "package")
        self.assertSays(run, "tests/02: cases.json", "'nam'")
        self.assertFalse(self.journal.exists())

    def test_from_standard_input(self) -> None:
        self.write("right.py", RIGHT)
        run = self.batch("-", input=b"id,problem,solution\na,tests/01,right.py\n", cwd=self.folder)
        self.assertStatus(run, "passed")

    def test_options(self) -> None:
        manifest = self.write("subs.csv", "id,problem,solution\na,tests/01,x.py\n")
        for args, says in [
            ((), "nothing named"),
            ((manifest, "--journl", "x"), "did you mean '--journal'"),
            ((manifest, "--keep-failing", "x"), "unknown option '--keep-failing'"),
            ((manifest, "--resume"), "--journal"),
            ((manifest, "--shard", "0/3"), "--shard"),
            ((manifest, "--shard", "4/3"), "--shard"),
            ((manifest, "--shard", "3"), "--shard"),
            ((manifest, "--report", "json=/nowhere/x"), "/nowhere/x"),
            ((manifest, "--journal", "/nowhere/x"), "/nowhere/x"),
            ((self.folder / "none.csv",), "no such file"),
            ((self.write("x.py", RIGHT),), "--problem"),
            ((self.write("x.zip", "no archive"),), "cannot be read as an archive"),
            ((manifest, "--python", "/nowhere/python3"), "/nowhere/python3"),
        ]:
            with self.subTest(args):
                run = self.batch(*args)
                self.assertStatus(run, "usage")
                self.assertSays(run, says)

    def test_hidden_cases_of_staff(self) -> None:
        """Laid over the bank's own with --cases: they count, and they are part of what was graded."""
        self.write("right.py", RIGHT)
        extra = self.write("secret.json", json.dumps(
            {"cases": [{"name": "x", "visibility": "hidden", "call": "f", "args": [1], "returns": 3}]}))
        manifest = self.write("subs.csv", "id,problem,solution\na,tests/01,right.py\n")
        self.assertStatus(self.batch(manifest, "--journal", self.journal), "passed")
        run = self.batch(manifest, "--journal", self.journal, "--resume", "--cases", extra)
        self.assertStatus(run, "failed")
        self.assertEqual([3, 4], [len(line["cases"]) for line in batches.lines(self.journal)])


class Folders(batches.BatchTest):
    def hand_in(self, files: dict) -> pathlib.Path:
        for name, text in files.items():
            self.write(f"in/{name}", text)
        return self.folder / "in"

    def check(self, expected: dict, *args: object) -> grader.Run:
        self.journal.unlink(missing_ok=True)
        run = self.batch(*args, "--journal", self.journal)
        self.assertEqual(expected, {(line["id"], line["problem"]): line["verdict"] for line in batches.lines(self.journal)},
                         str(run))
        return run

    def test_of_a_bank(self) -> None:
        folder = self.hand_in({"alice/tests/01.py": RIGHT, "alice/tests/02.py": WRONG, "bob/tests/01.py": WRONG,
                               "bob/notes.txt": "x", "bob/tests/77.py": RIGHT, "lonely.py": RIGHT,
                               ".git/tests/01.py": RIGHT, "bob/__pycache__/tests/01.py": RIGHT})
        expected = {("alice", "tests/01"): "pass", ("alice", "tests/02"): "wrong", ("bob", "tests/01"): "wrong"}
        run = self.check(expected, folder)
        self.assertSays(run, "left out, 3 in all", "notes.txt: is no Python file", "77.py: there is no problem", "STUDENT/TOPIC/NN.py")
        self.check(expected, str(folder) + "/")
        (self.folder / "deep").mkdir()
        folder.rename(self.folder / "deep" / "in")
        (self.folder / "deep" / "in" / "lonely.py").unlink()
        self.check(expected, self.folder / "deep")

    def test_of_one_problem(self) -> None:
        folder = self.hand_in({"alice.py": RIGHT, "bob/anything.py": WRONG, "carol/solution.py": RIGHT,
                               "carol/try1.py": WRONG, "dave/a.py": RIGHT, "dave/b.py": RIGHT})
        self.check({("alice", "tests/01"): "pass", ("bob", "tests/01"): "wrong", ("carol", "tests/01"): "pass",
                    ("dave", "tests/01"): "error"}, "--problem", "tests/01", folder)
        dave = next(line for line in batches.lines(self.journal) if line["id"] == "dave")
        self.assertIn("2 Python files", dave["message"])

    def test_named_files(self) -> None:
        folder = self.hand_in({"alice.py": RIGHT, "bob.py": WRONG, "x/solution.py": RIGHT, "y/solution.py": WRONG})
        self.check({("alice", "tests/01"): "pass", ("bob", "tests/01"): "wrong"}, "--problem", "tests/01",
                   folder / "alice.py", folder / "bob.py")
        self.check({("x", "tests/01"): "pass", ("y", "tests/01"): "wrong"}, "--problem", "tests/01",
                   folder / "x/solution.py", folder / "y/solution.py")
        self.check({("alice", "tests/01"): "pass"}, "--problem", "tests/01", folder / "alice.py")

    def test_nothing_is_followed(self) -> None:
        """Links, a FIFO, a folder in a file's place, a file that is too large: each costs whoever handed it in."""
        folder = self.hand_in({"ok/tests/01.py": RIGHT, "large/tests/01.py": "#" * (2 << 20)})
        secret = self.write("secret.py", RIGHT)
        for name in ("link", "fifo", "folder", "linked_folder"):
            (folder / name / "tests").mkdir(parents=True)
        (folder / "link/tests/01.py").symlink_to(secret)
        os.mkfifo(folder / "fifo/tests/01.py")
        (folder / "folder/tests/01.py").mkdir()
        (folder / "linked").symlink_to(folder / "ok")
        (folder / "linked_folder/tests").rmdir()
        (folder / "linked_folder/tests").symlink_to(folder / "ok/tests")
        self.check({("ok", "tests/01"): "pass", ("link", "tests/01"): "error", ("fifo", "tests/01"): "error",
                    ("large", "tests/01"): "error"}, folder)
        self.assertNotIn(RIGHT.strip().splitlines()[0], json.dumps(
            [line for line in batches.lines(self.journal) if line["id"] == "link"]))

    def test_names_that_are_no_ids(self) -> None:
        folder = self.hand_in({"ok/tests/01.py": RIGHT, "a\nb/tests/01.py": RIGHT, "x\033[2J/tests/01.py": RIGHT})
        os.makedirs(os.fsencode(folder) + b"/\xff\xfe/tests")
        with open(os.fsencode(folder) + b"/\xff\xfe/tests/01.py", "w") as file:
            file.write(RIGHT)
        run = self.check({("ok", "tests/01"): "pass"}, folder)
        self.assertIn("left out, 3 in all", run.err)
        self.assertNotIn("\033", run.err)


class Archives(batches.BatchTest):
    def tar(self, entries: list, name: str = "in.tar", mode: str = "w") -> pathlib.Path:
        """entries: (name, text), or (TarInfo, None)."""
        with tarfile.open(self.folder / name, mode) as file:
            for entry, data in entries:
                info = entry if isinstance(entry, tarfile.TarInfo) else tarfile.TarInfo(entry)
                data = data.encode() if isinstance(data, str) else data
                if data is not None:
                    info.size = len(data)
                file.addfile(info, io.BytesIO(data) if data is not None else None)
        return self.folder / name

    def zip(self, entries: list, name: str = "in.zip") -> pathlib.Path:
        with zipfile.ZipFile(self.folder / name, "w", zipfile.ZIP_DEFLATED) as file:
            for entry, data in entries:
                file.writestr(entry, data)
        return self.folder / name

    def check(self, path: pathlib.Path, expected: dict, *args: object) -> grader.Run:
        self.journal.unlink(missing_ok=True)
        run = self.batch(path, "--journal", self.journal, *args)
        self.assertEqual(expected, batches.verdicts(self.journal), str(run))
        return run

    def test_forms(self) -> None:
        entries = [("export/alice/tests/01.py", RIGHT), ("export/Zoë/tests/01.py", WRONG), ("export/readme.md", "x"),
                   ("__MACOSX/export/alice/tests/._01.py", "x")]
        expected = {"alice": "pass", "Zoë": "wrong"}
        self.check(self.zip(entries), expected)
        for name, mode in (("in.tar", "w"), ("in.tar.gz", "w:gz"), ("in.tgz", "w:gz"), ("in.tar.bz2", "w:bz2"), ("IN.TAR.XZ", "w:xz")):
            with self.subTest(name):
                self.check(self.tar(entries, name, mode), expected)
        flat = [("alice_1_assignsubmission_file_/solution.py", RIGHT), ("bob.py", WRONG)]
        self.check(self.zip(flat), {"alice_1_assignsubmission_file_": "pass", "bob": "wrong"}, "--problem", "tests/01")
        line = batches.lines(self.journal)[0]
        self.assertIn("in.zip:", line["solution"])

    def test_what_leads_elsewhere(self) -> None:
        names = ["../evil/tests/01.py", "/abs/tests/01.py", "a/../../b/tests/01.py", "a//tests/01.py", "x\ny/tests/01.py",
                 "./ok/tests/01.py", "/".join("d" * 30) + "/tests/01.py", "c:\\x/tests/01.py"]
        run = self.check(self.tar([(name, RIGHT) for name in names]), {"ok": "pass", "c:\\x": "pass"})
        self.assertSays(run, "leads out of the archive", "is absolute", "too many parts", "control character")
        self.assertEqual({"bank", "in.tar", "results.jsonl"}, {path.name for path in self.folder.iterdir()})

    def test_what_is_no_file(self) -> None:
        def info(name: str, kind: bytes, target: str = "") -> tuple:
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = kind, target
            return entry, None

        self.write("secret.py", RIGHT)
        entries = [("ok/tests/01.py", RIGHT), info("sym/tests/01.py", tarfile.SYMTYPE, str(self.folder / "secret.py")),
                   info("hard/tests/01.py", tarfile.LNKTYPE, "ok/tests/01.py"), info("fifo/tests/01.py", tarfile.FIFOTYPE),
                   info("dev/tests/01.py", tarfile.CHRTYPE), info("dir/tests/01.py", tarfile.DIRTYPE)]
        self.check(self.tar(entries), {"ok": "pass", "sym": "error", "hard": "error", "fifo": "error", "dev": "error"})
        link = zipfile.ZipInfo("sym/tests/01.py")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        self.check(self.zip([("ok/tests/01.py", RIGHT), (link, "/etc/passwd")]), {"ok": "pass", "sym": "error"})
        messages = {line["id"]: line["message"] for line in batches.lines(self.journal)}
        self.assertIn("is a link", messages["sym"])

    def test_twice(self) -> None:
        entries = [("a/tests/01.py", RIGHT), ("a/tests/01.py", WRONG), ("b/tests/01.py", RIGHT)]
        self.check(self.tar(entries), {"a": "error", "b": "pass"})

    def test_large(self) -> None:
        entries = [("a/tests/01.py", RIGHT), ("b/tests/01.py", "#" * (1 << 20) + "\n"), ("c/big.bin", bytes(30 << 20))]
        for path in (self.tar(entries, "in.tar.gz", "w:gz"), self.zip(entries)):
            self.check(path, {"a": "pass", "b": "error"})

    def test_bombs(self) -> None:
        """A little that becomes a lot is refused as a whole, before it has all come out."""
        bomb = self.tar([("a/tests/01.py", RIGHT), ("b/x.bin", bytes(100 << 20))], "bomb.tar.gz", "w:gz")
        self.assertLess(bomb.stat().st_size, 1 << 20)
        run = self.batch(bomb)
        self.assertStatus(run, "usage")
        self.assertSays(run, "refused: more than 64 MiB come out of it")
        if not os.environ.get("GRADE_LONG"):
            return
        many = self.zip([(f"d/{i}.txt", "") for i in range(200001)])
        run = self.batch(many)
        self.assertStatus(run, "usage")
        self.assertSays(run, "more than 200000 entries")

    def test_damaged(self) -> None:
        whole = self.zip([("a/tests/01.py", RIGHT), ("b/tests/01.py", WRONG * 500)]).read_bytes()
        for cut in (10, 60, len(whole) // 2, len(whole) - 10):
            with self.subTest(cut=cut):
                (self.folder / "in.zip").write_bytes(whole[:cut])
                run = self.batch(self.folder / "in.zip")
                self.assertIn(run.status, (1, 2), str(run))
        tar = self.tar([("a/tests/01.py", RIGHT * 1000)], "in.tar.gz", "w:gz").read_bytes()
        (self.folder / "in.tar.gz").write_bytes(tar[:len(tar) // 2])
        run = self.batch(self.folder / "in.tar.gz")
        self.assertStatus(run, "usage")
        self.assertSays(run, "in.tar.gz: cannot be read as an archive")

    def test_encrypted(self) -> None:
        path = self.zip([("a/tests/01.py", RIGHT), ("b/tests/01.py", RIGHT)])
        data = bytearray(path.read_bytes())
        for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the flag in both heads of the first entry
            data[data.index(sign) + at] |= 1
        path.write_bytes(data)
        self.check(path, {"a": "error", "b": "pass"})
