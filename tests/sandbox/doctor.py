"""`grade doctor` on this machine, on one that refuses namespaces, without an interpreter, with problems that need
what is not there. Usage: doctor.py GRADE NO_NAMESPACES."""

import ctypes
import json
import os
import subprocess
import sys
import tempfile
import unittest

GRADE, NO_NAMESPACES = sys.argv[1:3]
PR_SET_THP_DISABLE = 41
STATES = {"good", "degraded", "missing"}
ALWAYS = {"kernel", "seccomp", "landlock", "namespaces", "pidfd", "cgroups", "large pages", "interpreter",
          "harness", "extension", "terminal"}


def run(*arguments, tool=(), env=None, **how):
    return subprocess.run([*tool, GRADE, "doctor", *arguments], capture_output=True, text=True, timeout=60,
                          env={**os.environ, "LC_ALL": "C.UTF-8", **(env or {})}, **how)


def examine(*arguments, **how):
    done = run("--report", "json", *arguments, **how)
    return done.returncode, json.loads(done.stdout)


def by_name(report):
    found = {}
    for finding in report["findings"]:
        found.setdefault(finding["name"], []).append(finding)
    return found


class Doctor(unittest.TestCase):
    def check_shape(self, report):
        self.assertEqual(set(report), {"format", "version", "works", "level", "findings"})
        self.assertEqual(report["format"], 1)
        self.assertIn(report["level"], {"full", "baseline", "none"})
        self.assertEqual(report["works"], report["level"] != "none")
        for finding in report["findings"]:
            self.assertEqual(set(finding), {"name", "state", "text", "mend"})
            self.assertIn(finding["state"], STATES)
            self.assertTrue(finding["text"])
            if finding["state"] == "good":
                self.assertIsNone(finding["mend"], finding)
        self.assertLessEqual(ALWAYS, {finding["name"] for finding in report["findings"]})

    def test_here(self):
        status, report = examine()
        self.check_shape(report)
        self.assertEqual(status, 0 if report["works"] else 4)
        self.assertTrue(report["works"], report)
        self.assertEqual(by_name(report)["interpreter"][0]["state"], "good")

    def test_without_namespaces(self):
        status, report = examine(tool=[NO_NAMESPACES])
        self.check_shape(report)
        found = by_name(report)
        self.assertEqual((status, report["level"]), (0, "baseline"))
        self.assertEqual({finding["state"] for finding in found["namespaces"]}, {"degraded"})
        self.assertTrue(any("seccomp filter" in finding["text"] for finding in found["namespaces"]))
        self.assertTrue(all(finding["mend"] for finding in found["namespaces"]))
        self.assertEqual(found["cell"][0]["state"], "degraded")
        self.assertIn("baseline", found["cell"][0]["text"])

    def test_without_large_pages(self):
        def without():
            ctypes.CDLL(None).prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0)

        status, report = examine(preexec_fn=without)
        self.check_shape(report)
        self.assertEqual((status, report["works"]), (0, True))
        found = by_name(report)["large pages"][0]
        self.assertEqual(found["state"], "degraded")
        self.assertIn("transparent_hugepage", found["mend"])

    def test_no_interpreter(self):
        for path, word in (("/nowhere/python", "No such file"), ("/etc/passwd", "not a program")):
            with self.subTest(path):
                status, report = examine("--python", path)
                self.check_shape(report)
                self.assertEqual((status, report["works"]), (4, False))
                interpreter = by_name(report)["interpreter"][0]
                self.assertEqual(interpreter["state"], "missing")
                self.assertIn(word, interpreter["text"])

    def test_no_python(self):
        status, report = examine("--python", "/bin/true")
        self.check_shape(report)
        self.assertEqual((status, report["works"]), (4, False))
        self.assertEqual(by_name(report)["interpreter"][0]["state"], "missing")

    def test_problems(self):
        with tempfile.TemporaryDirectory() as bank:
            needs = ["json", "math", "zoneinfo", "asyncio", "no_such_module", "PIL_of_nobody.Image"]
            self.write(bank, "topic/01", {"modules": needs, "preload": ["no_such_module"]})
            self.write(bank, "topic/02", {"modules": ["no_such_module"]})
            status, report = examine("--problems", bank)
            found = by_name(report)["modules"]
            self.assertEqual(status, 0)
            self.assertEqual([finding["text"] for finding in found],
                             ["no_such_module is not there: topic/01 and 1 more are skipped",
                              "PIL_of_nobody.Image is not there: topic/01 is skipped"])
            self.assertEqual([finding["mend"] for finding in found],
                             ["apt install python3-no-such-module", "apt install python3-pil-of-nobody"])
            os.remove(os.path.join(bank, "topic/02/cases.json"))
            self.assertIn("cases.json", by_name(examine("--problems", bank)[1])["problems"][0]["text"])
        self.assertEqual(by_name(examine("--problems", "/nowhere")[1])["problems"][0]["state"], "degraded")

    def write(self, bank, name, python):
        folder = os.path.join(bank, name)
        os.makedirs(folder)
        with open(os.path.join(folder, "problem.json"), "w") as file:
            json.dump({"format": 1, "title": "T", "topic": "t", "python": python}, file)
        with open(os.path.join(folder, "cases.json"), "w") as file:
            json.dump({"cases": [{"name": "a", "eval": "1", "returns": 1}]}, file)

    def test_text(self):
        for env, symbol in (({}, "\u2713 good"), ({"LC_ALL": "C"}, "+ good")):
            done = run(env=env)
            lines = done.stdout.splitlines()
            self.assertEqual(done.stderr, "")
            self.assertTrue(lines[0].startswith(symbol), lines[0])
            self.assertRegex(lines[-1], r"^grade can work here, at level (full|baseline)$")
            for line in lines:
                if "mend: " not in line:
                    self.assertLessEqual(len(line), 80, line)
        self.assertNotIn("\033", run().stdout)
        self.assertIn("\033[", run("--color", "always").stdout)
        self.assertIn("mend: ", run("--python", "/bin/ls").stdout)  # which says much, in many lines
        self.assertEqual(run("--python", "/nowhere").stdout.splitlines()[-1], "grade cannot work here")

    def test_usage(self):
        self.assertTrue(run("--help").stdout.startswith("usage: grade doctor"))
        for arguments in (["--rport", "json"], ["--report", "jsno"], ["--report"], ["more"], ["--color", "x"]):
            done = run(*arguments)
            self.assertEqual((done.returncode, done.stdout), (2, ""), arguments)
            self.assertTrue(done.stderr.startswith("grade: doctor: "), done.stderr)


unittest.main(argv=sys.argv[:1])
