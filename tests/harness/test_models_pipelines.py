"""harness/models/actions and gitlab: what an event sets going."""

import textwrap
import unittest

from harness import models

try:
    import yaml  # noqa: F401

    HAVE_YAML = True
except ImportError:
    HAVE_YAML = False
needs_yaml = unittest.skipUnless(HAVE_YAML, "needs the Python module yaml: apt install python3-yaml")


def workflow(text: str) -> object:
    return models.read("actions", "w.yml", textwrap.dedent(text).encode())


def on(text: str) -> object:
    return workflow("on:\n" + textwrap.indent(textwrap.dedent(text), "  ")
                    + "\njobs:\n  a:\n    runs-on: x\n    steps: [run: 'true']\n")


def jobs(text: str) -> object:
    return workflow("on: [push, pull_request, workflow_dispatch]\njobs:\n" + textwrap.indent(textwrap.dedent(text), "  "))


def steps(text: str, **job: str) -> object:
    more = "".join("  %s: %s\n" % pair for pair in job.items())
    return jobs("a:\n  runs-on: x\n%s  steps:\n" % more + textwrap.indent(textwrap.dedent(text), "    "))


@needs_yaml
class Events(unittest.TestCase):
    def test_filters(self) -> None:
        rows = [
            ("push:", "push", {}, True),
            ("push:", "pull_request", {}, False),
            ("push: {branches: [main]}", "push", {"branch": "main"}, True),
            ("push: {branches: [main]}", "push", {"branch": "maintenance"}, False),
            ("push: {branches: ['release/*']}", "push", {"branch": "release/1"}, True),
            ("push: {branches: ['release/*']}", "push", {"branch": "release/1/x"}, False),
            ("push: {branches: ['release/**']}", "push", {"branch": "release/1/x"}, True),
            ("push: {branches: ['**', '!wip/**']}", "push", {"branch": "wip/a"}, False),
            ("push: {branches: ['!wip/**', '**']}", "push", {"branch": "wip/a"}, True),
            ("push: {branches-ignore: ['wip/**']}", "push", {"branch": "wip/a"}, False),
            ("push: {branches: [main]}", "push", {"tag": "v1"}, False),
            ("push: {tags: ['v*']}", "push", {"tag": "v1.2"}, True),
            ("push: {tags: ['v*']}", "push", {"branch": "main"}, False),
            ("push: {tags: ['v[0-9]+.[0-9]+']}", "push", {"tag": "v1.20"}, True),
            ("push: {paths: ['src/**']}", "push", {"paths": ["src/a/b.py"]}, True),
            ("push: {paths: ['src/**']}", "push", {"paths": ["doc/a.md"]}, False),
            ("push: {paths-ignore: ['**.md']}", "push", {"paths": ["doc/a.md"]}, False),
            ("push: {paths-ignore: ['**.md']}", "push", {"paths": ["doc/a.md", "b.py"]}, True),
            ("pull_request: {branches: [main]}", "pull_request", {"base": "main", "head": "x"}, True),
            ("pull_request: {branches: [main]}", "pull_request", {"base": "dev", "head": "main"}, False),
            ("pull_request:", "pull_request", {"action": "labeled"}, False),
            ("pull_request: {types: [labeled]}", "pull_request", {"action": "labeled"}, True),
            ("schedule: [{cron: '0 3 * * *'}]", "schedule", {}, True),
            ("schedule: [{cron: '0 3 * * *'}]", "schedule", {"cron": "0 4 * * *"}, False),
            ("release: {types: [published]}", "release", {"action": "created"}, False),
        ]
        for text, event, more, expected in rows:
            with self.subTest(text=text, event=event, more=more):
                self.assertEqual(expected, on(text).triggered(event, **more))

    def test_yaml(self) -> None:
        """`on` is no truth value, 3.10 is 3.1, and a quoted one is not."""
        held = workflow("""
            on: push
            jobs:
              a:
                runs-on: x
                strategy: {matrix: {v: [3.10, "3.10", 3.9, yes, true]}}
                steps: [{uses: a/b@v1, with: {v: "${{ matrix.v }}"}}]
            """)
        self.assertEqual(["push"], held.events)
        self.assertEqual(["3.1", "3.10", "3.9", "yes", "true"], list(held.run("push").inputs("a/b", "v").values())[:1]
                         + [one["v"] if isinstance(one["v"], str) else str(one["v"]).lower() for one in held.matrix("a")[1:]])


@needs_yaml
class Jobs(unittest.TestCase):
    DEPLOY = "test:\n  runs-on: x\n  steps: [run: 'run-tests']\ndeploy:\n%s  runs-on: x\n  steps: [run: 'put']\n"

    def test_needs_and_if(self) -> None:
        rows = [
            ("", [], {"deploy": "success"}),
            ("", ["run-tests"], {"deploy": "success"}),
            ("  needs: test\n", ["run-tests"], {"test": "failure", "deploy": "skipped"}),
            ("  needs: [test]\n  if: always()\n", ["run-tests"], {"deploy": "success"}),
            ("  needs: [test]\n  if: ${{ !cancelled() }}\n", ["run-tests"], {"deploy": "success"}),
            ("  needs: [test]\n  if: failure()\n", ["run-tests"], {"deploy": "success"}),
            ("  needs: [test]\n  if: failure()\n", [], {"deploy": "skipped"}),
            ("  needs: [test]\n  if: github.ref == 'refs/heads/main'\n", ["run-tests"], {"deploy": "skipped"}),
            ("  needs: [test]\n  if: github.ref == 'refs/heads/main'\n", [], {"deploy": "success"}),
            ("  needs: [test]\n  if: github.ref == 'refs/heads/prod'\n", [], {"deploy": "skipped"}),
            ("  needs: [test]\n  if: always() && needs.test.result == 'success'\n", ["run-tests"], {"deploy": "skipped"}),
            ("  if: github.event_name != 'push'\n", [], {"deploy": "skipped"}),
            ("  if: \"true ${{ false }}\"\n", [], {"deploy": "success"}),
        ]
        for text, failing, expected in rows:
            with self.subTest(text=text, failing=failing):
                got = jobs(self.DEPLOY % text).run("push", failing=failing).jobs
                self.assertEqual(expected, {name: got[name] for name in expected})

    def test_chain(self) -> None:
        chain = "a:\n  runs-on: x\n  steps: [run: one]\nb:\n  needs: a\n  runs-on: x\n  steps: [run: two]\n" \
                "c:\n  needs: b\n  runs-on: x\n  steps: [run: three]\nd:\n  runs-on: x\n  steps: [run: four]\n"
        run = jobs(chain).run("push")
        self.assertEqual([["a", "d"], ["b"], ["c"]], run.waves)
        run = jobs(chain).run("push", failing=["one"])
        self.assertEqual([{"a": "failure", "d": "success", "b": "skipped", "c": "skipped"}, "failure"], [run.jobs, run.result])

    def test_matrix(self) -> None:
        held = jobs("a:\n  runs-on: x\n  strategy:\n    matrix:\n      os: [l, w]\n      v: ['1', '2']\n"
                    "      exclude: [{os: w, v: '1'}]\n      include: [{os: l, extra: y}, {os: m, v: '9'}]\n"
                    "  steps: [run: 't ${{ matrix.v }}']\n")
        self.assertEqual([{"os": "l", "v": "1", "extra": "y"}, {"os": "l", "v": "2", "extra": "y"}, {"os": "w", "v": "2"},
                          {"os": "m", "v": "9"}], held.matrix("a"))
        run = held.run("push", failing=["t 9"])
        self.assertEqual({"a (l, 1, y)": "cancelled", "a (l, 2, y)": "cancelled", "a (w, 2)": "cancelled", "a (m, 9)": "failure"},
                         run.jobs)

    def test_fail_fast_off(self) -> None:
        text = "a:\n  runs-on: x\n  strategy: {fail-fast: false, matrix: {v: ['1', '2']}}\n  steps: [run: 't ${{ matrix.v }}']\n"
        self.assertEqual({"a (1)": "failure", "a (2)": "success"}, jobs(text).run("push", failing=["t 1"]).jobs)

    def test_steps(self) -> None:
        rows = [
            ("- run: a\n- run: b", ["a"], ["a"], "failure"),
            ("- run: a\n- run: b\n  if: always()", ["a"], ["a", "b"], "failure"),
            ("- run: a\n- run: b\n  if: failure()", [], ["a"], "success"),
            ("- run: a\n  continue-on-error: true\n- run: b", ["a"], ["a", "b"], "success"),
            ("- run: a || true\n- run: b", ["a"], ["a || true", "b"], "success"),
            ("- run: |\n    a\n    b", ["a"], ["a"], "failure"),
            ("- id: x\n  run: echo \"go=yes\" >> $GITHUB_OUTPUT\n- if: steps.x.outputs.go == 'yes'\n  run: b", [],
             ["echo \"go=yes\" >> $GITHUB_OUTPUT", "b"], "success"),
            ("- name: N\n  run: a\n- if: github.event_name == 'pull_request'\n  run: b", [], ["N"], "success"),
        ]
        for text, failing, expected, result in rows:
            with self.subTest(text):
                run = steps(text).run("push", failing=failing)
                self.assertEqual([expected, result], [run.steps("a"), run.result])

    def test_checkout(self) -> None:
        self.assertEqual("failure", steps("- run: pytest").run("push").result)
        run = steps("- uses: actions/checkout@v4\n- run: pytest").run("pull_request")
        self.assertEqual(["success", "refs/pull/7/merge"], [run.result, run.checked_out("a")])
        danger = workflow("on: pull_request_target\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: actions/checkout@v4\n"
                          "        with: {ref: '${{ github.event.pull_request.head.ref }}'}\n      - run: 'x ${{ secrets.KEY }}'\n")
        run = danger.run("pull_request_target", fork=True, head="evil")
        self.assertEqual(["evil", ["KEY"]], [run.checked_out("a"), run.secrets])

    def test_secrets(self) -> None:
        held = steps("- run: deploy\n  env: {KEY: '${{ secrets.KEY }}'}\n- if: env.NONE == ''\n  run: b")
        self.assertEqual(["KEY"], held.run("push").secrets)
        self.assertEqual([], held.run("pull_request", fork=True).secrets)

    def test_artifacts(self) -> None:
        text = ("a:\n  runs-on: x\n  steps:\n    - run: build\n    - uses: actions/upload-artifact@v4\n%s"
                "      with: {name: dist}\nb:\n%s  runs-on: x\n  steps:\n    - uses: actions/download-artifact@v4\n"
                "      with: {name: dist}\n")
        run = jobs(text % ("", "  needs: a\n")).run("push")
        self.assertEqual([["dist"], [["b", "dist", True]], "success"], [run.artifacts, run.downloads, run.result])
        run = jobs(text % ("", "")).run("push")
        self.assertEqual([["b", "dist", False]], run.downloads)
        run = jobs(text % ("      if: always()\n", "")).run("push", failing=["build"])
        self.assertEqual(["dist"], run.artifacts)
        self.assertEqual([], jobs(text % ("", "")).run("push", failing=["build"]).artifacts)

    def test_cache(self) -> None:
        held = steps("- uses: actions/cache@v4\n"
                     "  with: {path: p, key: \"pip-${{ runner.os }}-${{ hashFiles('**/req*.txt') }}\"}")
        keys = [held.run("push", files={"req.txt": text, "a.py": code}).caches["a"][0]
                for text, code in (("1", "x"), ("1", "y"), ("2", "x"))]
        self.assertTrue(keys[0].startswith("pip-Linux-") and len(keys[0]) > 20)
        self.assertEqual([True, False], [keys[0] == keys[1], keys[0] == keys[2]])

    def test_more(self) -> None:
        held = workflow("""
            on: [push, pull_request]
            permissions: {contents: read}
            concurrency: {group: "ci-${{ github.ref }}", cancel-in-progress: "${{ github.event_name == 'pull_request' }}"}
            env: {A: top, B: top}
            jobs:
              a:
                runs-on: x
                env: {B: job}
                outputs: {v: "${{ steps.s.outputs.v }}"}
                steps: [{id: s, run: 'echo "v=7" >> "$GITHUB_OUTPUT"'}]
              b:
                needs: a
                permissions: write-all
                runs-on: x
                steps: [run: "use ${{ needs.a.outputs.v }} ${{ env.A }}"]
            """)
        run = held.run("push")
        self.assertEqual({"A": "top", "B": "job"}, run.env("a"))
        self.assertEqual([{"contents": "read"}, "write-all"], [run.permissions("a"), run.permissions("b")])
        self.assertEqual(["use 7 top"], run.commands("b"))
        self.assertEqual([{"group": "ci-refs/heads/main", "cancel": False}, {"group": "ci-refs/pull/7/merge", "cancel": True}],
                         [held.run(one).concurrency for one in ("push", "pull_request")])


@needs_yaml
class Expressions(unittest.TestCase):
    def test_values(self) -> None:
        from harness.models.expressions import Evaluator, text_of

        contexts = {"github": {"ref": "refs/heads/Main", "labels": [{"name": "a"}, {"name": "b"}]}, "matrix": {"v": 3.1}}
        rows = [("1 == '1'", "true"), ("'A' == 'a'", "true"), ("null == 0", "true"), ("'x' == 0", "false"), ("!''", "true"),
                ("github.ref == 'refs/heads/main'", "true"), ("startsWith(github.ref, 'REFS/')", "true"),
                ("contains('abc', 'B')", "true"), ("contains(github.labels.*.name, 'b')", "true"), ("github.none.more", ""),
                ("format('{0}-{1}', 'a', matrix.v)", "a-3.1"), ("join(github.labels.*.name, '+')", "a+b"),
                ("'it''s'", "it's"), ("1 < 2 && 'yes' || 'no'", "yes"), ("fromJSON('[1,2]')[1]", "2"), ("toJSON(1 > 2)", "false"),
                ("github['ref']", "refs/heads/Main"), ("!(true && false)", "true"), ("'b' > 'A'", "true"), ("-1.5e1", "-15")]
        for source, expected in rows:
            with self.subTest(source):
                self.assertEqual(expected, text_of(Evaluator(contexts, {}, {}).value(source)))


def gitlab(text: str) -> object:
    return models.read("gitlab", "g.yml", textwrap.dedent(text).encode())


@needs_yaml
class GitLab(unittest.TestCase):
    def test_rules(self) -> None:
        main, tag, merge = {"branch": "main"}, {"tag": "v1.2"}, {"source": "merge_request_event", "branch": "x"}
        rows = [
            ("", main, "success"),
            ("", merge, None),
            ("rules: [{if: '$CI_COMMIT_BRANCH == \"main\"'}]", main, "success"),
            ("rules: [{if: '$CI_COMMIT_BRANCH == \"main\"'}]", tag, None),
            ("rules: [{if: $CI_COMMIT_TAG}]", tag, "success"),
            ("rules: [{if: '$CI_COMMIT_TAG =~ /^v\\d/'}]", tag, "success"),
            ("rules: [{if: '$CI_COMMIT_TAG !~ /^v/'}]", tag, None),
            ("rules: [{if: '$CI_PIPELINE_SOURCE == \"merge_request_event\"'}]", merge, "success"),
            ("rules: [{if: $CI_COMMIT_BRANCH, when: never}, {when: always}]", main, None),
            ("rules: [{when: always}, {if: $CI_COMMIT_BRANCH, when: never}]", main, "success"),
            ("rules: [{if: $CI_COMMIT_BRANCH, when: manual}]", main, "manual"),
            ("rules: [{changes: ['doc/**']}]", dict(main, changes=["src/a"]), None),
            ("rules: [{changes: ['doc/**/*']}]", dict(main, changes=["doc/a/b"]), "success"),
            ("rules: [{exists: [Dockerfile]}]", dict(main, files=["Dockerfile"]), "success"),
            ("only: [main]", main, "success"),
            ("only: [main]", {"branch": "x"}, None),
            ("only: [merge_requests]", merge, "success"),
            ("only: [tags]", tag, "success"),
            ("except: [main]", main, None),
            ("only: ['/^rel/']", {"branch": "rel-1"}, "success"),
            ("when: manual", main, "manual"),
            ("rules: [{if: '$A == null && ($B != \"x\" || $C)'}]", dict(main, variables={"B": "x", "C": "1"}), "success"),
        ]
        for text, event, expected in rows:
            with self.subTest(text=text, event=event):
                event = dict(event)
                source = event.pop("source", "push")
                self.assertEqual(expected, gitlab("a:\n  script: x\n  %s\n" % text).run(source, **event).jobs.get("a"))

    def test_failing(self) -> None:
        text = """
            stages: [build, test, deploy]
            a: {stage: build, script: make}
            b: {stage: test, script: check%s}
            c: {stage: deploy, script: put}
            d: {stage: .post, script: tell, when: on_failure}
            e: {stage: .post, script: clean, when: always}
            """
        run = gitlab(text % "").run(failing=["check"])
        self.assertEqual({"a": "success", "b": "failed", "c": "skipped", "d": "success", "e": "success"}, run.jobs)
        self.assertEqual("failed", run.result)
        run = gitlab(text % ", allow_failure: true").run(failing=["check"])
        self.assertEqual([{"a": "success", "b": "failed", "c": "success", "d": "skipped", "e": "success"}, "success"],
                         [run.jobs, run.result])

    def test_needs(self) -> None:
        text = """
            stages: [one, two]
            a: {stage: one, script: a}
            b: {stage: one, script: b}
            c: {stage: two, script: c, needs: [a]}
            d: {stage: two, script: d}
            """
        run = gitlab(text).run(failing=["b"])
        self.assertEqual({"a": "success", "b": "failed", "c": "success", "d": "skipped"}, run.jobs)
        run = gitlab("a: {script: a, rules: [{if: $X}]}\nb: {script: b, needs: [a]}\n").run()
        self.assertEqual(["none", "'b' needs 'a', which is not in this pipeline"], [run.result, run.error])

    def test_manual(self) -> None:
        text = "a: {script: a, stage: build, when: manual%s}\nb: {script: b, stage: test}\n"
        self.assertEqual(["success", {"a": "manual", "b": "success"}], [gitlab(text % "").run().result, gitlab(text % "").run().jobs])
        held = gitlab(text % ", allow_failure: false")
        self.assertEqual(["blocked", "skipped"], [held.run().result, held.run().jobs["b"]])
        self.assertEqual("success", held.run(play=["a"]).result)

    def test_assembly(self) -> None:
        held = gitlab("""
            variables: {A: top, B: top}
            default: {before_script: [setup]}
            .base:
              variables: {B: base, C: base}
              script: [one, two]
            x:
              extends: .base
              variables: {C: own}
            y:
              script:
                - !reference [.base, script]
                - echo $A
              before_script: []
            workflow:
              rules:
                - if: $CI_COMMIT_BRANCH == "main"
                  variables: {A: main}
            """)
        run = held.run(branch="main")
        self.assertEqual({"A": "main", "B": "base", "C": "own"}, run.variables("x"))
        self.assertEqual([["setup", "one", "two"], ["one", "two", "echo main"]], [run.commands("x"), run.commands("y")])
        self.assertEqual("none", held.run(branch="other").result)

    def test_artifacts(self) -> None:
        held = gitlab("""
            a: {stage: build, script: a, artifacts: {paths: [d]}}
            b: {stage: build, script: b, artifacts: {paths: [d]}}
            c: {stage: test, script: c}
            d: {stage: test, script: d, dependencies: [a]}
            e: {stage: test, script: e, needs: [b]}
            f: {stage: test, script: f, dependencies: []}
            """)
        run = held.run()
        self.assertEqual([["a", "b"], ["a"], ["b"], []], [run.artifacts(name) for name in "cdef"])


class Shell(unittest.TestCase):
    def test_scripts(self) -> None:
        from harness.models.globs import Shell

        rows = [("a\nb", ["a"], ["a"], False), ("a || b", ["a"], ["a", "b"], True), ("a && b\nc", ["a"], ["a", "c"], True),
                ("a && b", ["a"], ["a"], False), ("set +e\na\nb", ["a"], ["set +e", "a", "b"], True), ("a; b", ["b"], ["a", "b"], False),
                ("exit 0\na", ["a"], ["exit 0"], True), ("echo 'a && b'", ["b"], ["echo 'a && b'"], True), ("# a\nb", ["a"], ["b"], True),
                ("a \\\n  x", ["a"], ["a x"], False), ("ab\na-b", ["a"], ["ab", "a-b"], True), ("x | a", ["a"], ["x | a"], False)]
        for script, failing, ran, ok in rows:
            with self.subTest(script):
                shell = Shell(failing)
                self.assertEqual([ok, ran], [shell.run(script), shell.ran])


if __name__ == "__main__":
    unittest.main()
