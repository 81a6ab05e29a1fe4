"""Solutions that are configuration: the examples of `grade help kinds` hold, and what is wrong with a file is
told with its place."""

import json
import re
import shutil

import grader

SECTION = re.compile(r"(?m)^([a-z]+): (.*), called `(\w+)`$")


def manual() -> str:
    return grader.grade("help", "kinds").out


def sections() -> dict:
    """Kind -> (name of the model, text of its section)."""
    text = manual()
    heads = list(SECTION.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return {head[1]: (head[3], text[head.end():end]) for head, end in zip(heads, ends)}


def example(section: str) -> tuple:
    """(file, steps) of the lines that begin with | and >>>; a step is [source, expected or None]."""
    file, steps = [], []
    for line in section.split("\n"):
        mark, _, rest = line.strip().partition(" ")
        if mark == "|":
            file.append(line.strip()[2:])
        elif mark == ">>>":
            steps.append([rest, ""])
        elif steps and line.strip() and steps[-1] is not None:
            steps[-1][1] += line.strip() + " "
        elif steps:
            steps.append(None)  # an empty line ends the example
    return "\n".join(file) + "\n", [step for step in steps if step]


class Help(grader.Test):
    def check(self, kind: str) -> None:
        if kind == "nginx" and not grader.namespaces():
            self.skipTest("nginx is run at level full, which this machine does not allow")
        _, section = sections()[kind]
        text, steps = example(section)
        self.assertTrue(text.strip() and steps)
        case = {"name": "example", "steps": []}
        for source, expected in steps:
            if expected:
                case["steps"].append({"eval": f"repr({source.strip()})" if "," not in source else f"repr(({source}))",
                                      "returns": repr(eval(expected))})
            else:
                case["steps"].append({"exec": source})
        package = self.package([case], solution={"kind": kind})
        run = grader.report(package, self.write("solution", text))
        self.assertStatus(run, "passed")

    def test_all_methods_are_there(self) -> None:
        """Each public name of a model, and of what it answers with, stands in its section."""
        import importlib
        import sys

        sys.path.insert(0, str(grader.SOURCE))
        held = {"dockerfile": ("dockerfile.Image", "docker_build.Build"), "nginx": ("nginx.Nginx", "http_peer.Upstream"),
                "supervisord": ("supervisord.Supervisor",), "env": ("dotenv.Environment",), "iam": ("iam.Policy",),
                "workflow": ("actions.Workflow", "actions_run.Run"), "gitlab": ("gitlab.CI", "gitlab_run.Pipeline")}
        told = sections()
        self.assertEqual(set(held), set(told))
        for kind, names in held.items():
            for name in names:
                module, _, model = name.partition(".")
                try:
                    found = vars(getattr(importlib.import_module("harness.models." + module), model))
                except ImportError:
                    continue  # what the kind needs is not installed
                for method in found:
                    if not method.startswith("_") and not method.isupper():
                        self.assertRegex(told[kind][1], rf"\b{method}\b", kind)


for _kind in ("dockerfile", "nginx", "supervisord", "env", "iam", "workflow", "gitlab"):
    setattr(Help, f"test_{_kind}", lambda self, kind=_kind: self.check(kind))


# kind, file, line, part of the message
FAULTS = [
    ("dockerfile", "FROM python:3.12\nRUM pip\n", 2, "unknown instruction: RUM (did you mean 'RUN'?)"),
    ("dockerfile", "WORKDIR /app\nFROM scratch\n", 1, "WORKDIR before the first FROM"),
    ("dockerfile", "# nothing\n", 1, "no FROM"),
    ("dockerfile", "FROM a:1\nCOPY --form=x a b\n", 2, "COPY has no option --form (did you mean 'from'?)"),
    ("nginx", "server {\n  listen 80;\n", 1, "a '}' is missing"),
    ("nginx", "server {\n  listen 80\n}\n", 2, "'listen' is not ended by ';'"),
    ("nginx", "events {}\n}\n", 2, "a '}' too many"),
    ("supervisord", "[program:x]\ncomand=1\n", 2, "no option 'comand' (did you mean 'command'?)"),
    ("supervisord", "[program:x]\ncommand=date +%s\n", 2, "must be written %%"),
    ("env", "A=1\n\nB='x\n", 3, "not NAME=VALUE"),
    ("iam", "{\n \"Version\": \"2012-10-17\",\n}", 3, "a comma before '}'"),
    ("iam", "{\"Statement\":\n {\"Effect\": \"Allow\", \"Action\": \"s3\", \"Resource\": \"*\"}}", 2, "'s3' is no action"),
    ("iam", "{\"Version\": \"2012-10-17\", \"Version\": \"x\"}", 1, "stands here twice"),
    ("workflow", "on: push\njobs:\n\ttest:\n", 3, "a tab cannot indent"),
    ("workflow", "on: [pull-request]\njobs: {}\n", 1, "no event (did you mean 'pull_request'?)"),
    ("workflow", "on: push\njobs:\n  a:\n    runs-on: x\n    if: github.ref = 'x'\n    steps: [run: x]\n", 5, "cannot be read"),
    ("workflow", "on: push\njobs:\n  a:\n    needs: b\n    runs-on: x\n    steps: [run: x]\n", 4, "needs 'b'"),
    ("gitlab", "a:\n  scirpt: x\n", 2, "unknown key 'scirpt' (did you mean 'script'?)"),
    ("gitlab", "a:\n  script: x\n  stage: deplyo\n", 3, "there is no stage 'deplyo'"),
]


class Faults(grader.Test):
    def test_place_and_sentence(self) -> None:
        for kind, text, line, message in FAULTS:
            with self.subTest(kind=kind, message=message):
                package = grader.make_package(self.folder / kind / "01", [{"name": "any", "eval": "0", "returns": 1}],
                                              solution={"kind": kind})
                run = grader.report(package, self.write("solution", text))
                case = run.report["cases"][0]
                self.assertEqual("error", case["verdict"], str(run))
                self.assertIn(message, case["failures"][0]["message"])
                self.assertEqual(line, case["location"]["line"], str(run))
                shutil.rmtree(self.folder / kind)

    def test_at_the_line_that_fails(self) -> None:
        """What only shows when the model is asked is told with the line of the solution, too."""
        package = self.package([{"name": "any", "eval": "image.build({}).start()", "returns": "ok"}],
                               solution={"kind": "dockerfile"})
        run = grader.grade(package, self.write("Dockerfile", "FROM debian:12\n\nCOPY app.py /\n"))
        self.assertIn('docker.BuildFailed: "/app.py": not found', run.out)
        self.assertRegex(run.out, r"Dockerfile:3\n.*COPY app\.py /")

    def test_no_code(self) -> None:
        """Python handed in as configuration is not run."""
        for kind in ("dockerfile", "nginx", "supervisord", "env", "iam", "workflow", "gitlab"):
            package = grader.make_package(self.folder / kind / "01", [{"name": "any", "eval": "0", "returns": 0}],
                                          solution={"kind": kind})
            run = grader.report(package, self.write("solution.py", "import os\nos._exit(7)\n"))
            self.assertIn(run.report["cases"][0]["verdict"], ("error", "pass"), str(run))
            self.assertNotIn("exited", json.dumps(run.report["cases"]))

    def test_bombs(self) -> None:
        """Large and deep files are told, not suffered."""
        aliases = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
            "a%d: &a%d [%s]\n" % (n, n, ",".join(["*a%d" % (n - 1)] * 10)) for n in range(1, 9))
        for kind, text, message in (("workflow", aliases, "nodes"), ("gitlab", "[" * 100000, "levels deep"),
                                    ("iam", "[" * 100000, "levels deep"),
                                    ("nginx", "a {" * 5000, "too deep"), ("env", "A=1\n" * 100000, "bytes")):
            with self.subTest(kind=kind):
                package = grader.make_package(self.folder / kind / "01", [{"name": "any", "eval": "0", "returns": 0}],
                                              solution={"kind": kind})
                run = grader.report(package, self.write("solution", text))
                self.assertIn(message, run.report["cases"][0]["failures"][0]["message"], str(run))


# what is wrong with a package of such a kind
PACKAGES = [
    ({"names": ["f"]}, {}, "names: a solution of kind 'iam' defines none; its cases ask 'policy'"),
    ({}, {"eval": None, "rule": {"require": "yield"}}, "'rule' is for Python, not for kind 'iam'"),
    ({}, {"eval": None, "stdin": "x", "stdout": "y"}, "is not run: ask 'policy'"),
    ({}, {"given": {"policy": 1}}, "this is what the solution is called"),
]


class Packages(grader.Test):
    def test_start(self) -> None:
        """A learner gets the starter of the kind, under the name that the problem asks for."""
        env = grader.environment(HOME=str(self.folder), XDG_STATE_HOME=str(self.folder / "state"))
        run = grader.grade("start", "docker/01", self.folder / "mine", "--problems", grader.PROBLEMS, env=env)
        self.assertStatus(run, "passed")
        starter = grader.PROBLEMS / "docker/01/starter.Dockerfile"
        self.assertEqual(starter.read_bytes(), (self.folder / "mine/Dockerfile").read_bytes())

    def test_refused(self) -> None:
        for about, more, message in PACKAGES:
            with self.subTest(message=message):
                case = {"name": "any", "eval": "policy.kind", "returns": "identity", **more}
                case = {key: value for key, value in case.items() if value is not None}
                if "eval" not in case:
                    del case["returns"]
                package = self.package([case], solution={"kind": "iam"}, **about)
                run = grader.grade(package, self.write("policy.json", "{}"))
                self.assertStatus(run, "package")
                self.assertSays(run, message)
