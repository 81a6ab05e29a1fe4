"""Kind `workflow`: a workflow of GitHub Actions. This module reads and checks it; actions_run plays it.

What it models: events with their filters (branches, tags, paths, types), needs, matrix with include and
exclude, if with all functions of expressions, env, outputs, concurrency, permissions, secrets, caches
and artifacts, continue-on-error, fail-fast. What it does not: what an action does inside (but for
checkout, caches and artifacts), reusable workflows, services, timeouts, runners.
"""

import re

from . import Text, expressions, tree, yamltext
from .actions_run import Run, expand_matrix

_TOP = ("name", "run-name", "on", "permissions", "env", "defaults", "concurrency", "jobs")
_JOB = ("name", "permissions", "needs", "if", "runs-on", "environment", "concurrency", "outputs", "env", "defaults",
        "steps", "timeout-minutes", "strategy", "continue-on-error", "container", "services", "uses", "with", "secrets")
_STEP = ("id", "if", "name", "uses", "run", "working-directory", "shell", "with", "env", "continue-on-error",
         "timeout-minutes")
_PUSH = ("branches", "branches-ignore", "tags", "tags-ignore", "paths", "paths-ignore")
_PULL = ("types", "branches", "branches-ignore", "paths", "paths-ignore")
# event -> what may stand below it; None: only `types`
EVENTS = {"push": _PUSH, "pull_request": _PULL, "pull_request_target": _PULL, "schedule": (),
          "workflow_dispatch": ("inputs",), "workflow_call": ("inputs", "outputs", "secrets"),
          "workflow_run": ("workflows", "types", "branches", "branches-ignore")}
for _name in ("branch_protection_rule", "check_run", "check_suite", "create", "delete", "deployment",
              "deployment_status", "discussion", "discussion_comment", "fork", "gollum", "issue_comment", "issues",
              "label", "merge_group", "milestone", "page_build", "public", "pull_request_review",
              "pull_request_review_comment", "registry_package", "release", "repository_dispatch", "status", "watch"):
    EVENTS[_name] = ("types",)
SCOPES = ("actions", "attestations", "checks", "contents", "deployments", "discussions", "id-token", "issues",
          "packages", "pages", "pull-requests", "repository-projects", "security-events", "statuses")
_JOB_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*").fullmatch
JOBS = 256


class Workflow:
    """What the cases ask."""

    def __init__(self, root: dict) -> None:
        self._root = root
        self.name = root.get("name") or ""

    def run(self, event: str, failing: object = (), **more: object) -> Run:
        """What happens on an event: see Run."""
        return Run(self._root, event, failing, more)

    def triggered(self, event: str, **more: object) -> bool:
        return self.run(event, **more).triggered

    @property
    def events(self) -> list:
        return sorted(self._root["on"])

    def matrix(self, job: str) -> list:
        """The combinations of a job's matrix, as dicts."""
        strategy = self._root["jobs"][job].get("strategy") or {}
        return tree.plain(expand_matrix(strategy.get("matrix") or {}))


class Reader:
    """Checks the document: everything that GitHub refuses before a job starts."""

    def __init__(self, text: Text) -> None:
        self.text = text

    def fault(self, message: str, line: int) -> SyntaxError:
        return self.text.fault(message, line)

    def document(self) -> Workflow:
        root = yamltext.read_yaml(self.text)
        self.need_map(root, "a workflow", 1)
        tree.check_keys(self.text, root, _TOP, "workflow")
        for key in ("on", "jobs"):
            if root.get(key) is None:
                raise self.fault("the workflow has no '%s'" % key, root.at(key))
        root["on"] = self.events(root["on"], root.at("on"))
        self.permissions(root)
        self.concurrency(root)
        jobs = root["jobs"]
        self.need_map(jobs, "jobs", root.at("jobs"))
        if len(jobs) > JOBS:
            raise self.fault("there are more than %d jobs" % JOBS, root.at("jobs"))
        for name, job in jobs.items():
            if not _JOB_ID(name):
                raise self.fault("'%s' cannot name a job: letters, digits, - and _ only" % name, jobs.at(name))
            self.job(name, job, jobs)
        self.cycles(jobs)
        self.embedded(root, root.line)
        return Workflow(root)

    def need_map(self, value: object, what: str, line: int) -> None:
        if not isinstance(value, tree.Map) or not value:
            raise self.fault("%s must be a mapping, not %s" % (what, tree.kind_of(value)), line)

    # on

    def events(self, found: object, line: int) -> tree.Map:
        if isinstance(found, str):
            found = [found]
        if isinstance(found, list):
            events = tree.Map(line)
            for name in found:
                events[name if isinstance(name, str) else tree.kind_of(name)] = None
        else:
            events = found
        self.need_map(events, "on", line)
        for name, settings in events.items():
            at = events.at(name)
            if name not in EVENTS:
                raise self.fault("'%s' is no event%s" % (name, tree.suggest(name, EVENTS)), at)
            self.event(name, settings, at)
        return events

    def event(self, name: str, settings: object, line: int) -> None:
        if name == "schedule":
            if not isinstance(settings, list) or not all(
                    isinstance(one, dict) and isinstance(one.get("cron"), str) for one in settings):
                raise self.fault("schedule is a list of {cron: '...'}", line)
            for one in settings:
                if len(one["cron"].split()) != 5:
                    raise self.fault("'%s' is no cron line: it has five fields" % one["cron"], one.line)
            return
        if settings is None:
            return
        if not isinstance(settings, tree.Map):
            raise self.fault("%s holds a mapping, not %s" % (name, tree.kind_of(settings)), line)
        for key, value in settings.items():
            if key not in EVENTS[name]:
                raise self.fault("%s: unknown key '%s'%s" % (name, key, tree.suggest(key, EVENTS[name])),
                                 settings.at(key))
            if key.startswith(("branches", "tags", "paths", "types")):
                if isinstance(value, str):
                    settings[key] = value = [value]
                if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
                    raise self.fault("%s is a list of texts" % key, settings.at(key))
        for key in ("branches", "tags", "paths"):
            if key in settings and key + "-ignore" in settings:
                raise self.fault("%s and %s-ignore exclude each other: use ! in one list" % (key, key),
                                 settings.at(key + "-ignore"))

    # jobs

    def job(self, name: str, job: object, jobs: tree.Map) -> None:
        line = jobs.at(name)
        self.need_map(job, "job '%s'" % name, line)
        tree.check_keys(self.text, job, _JOB, "job '%s'" % name)
        needs = job.get("needs", [])
        job["needs"] = needs = [needs] if isinstance(needs, str) else needs
        if not isinstance(needs, list):
            raise self.fault("needs is a job or a list of jobs", job.at("needs"))
        for other in needs:
            if other not in jobs:
                raise self.fault("job '%s' needs '%s', which is not there%s"
                                 % (name, other, tree.suggest(other, jobs)), job.at("needs"))
        self.condition(job)
        self.permissions(job)
        self.concurrency(job)
        self.strategy(name, job)
        if "uses" in job:
            return
        if "runs-on" not in job:
            raise self.fault("job '%s' has no runs-on" % name, line)
        steps = job.get("steps")
        if not isinstance(steps, list) or not steps:
            raise self.fault("job '%s' has no steps" % name, job.at("steps"))
        ids: set = set()
        for step, at in zip(steps, steps.lines):
            self.step(name, step, at, ids)

    def step(self, job: str, step: object, line: int, ids: set) -> None:
        if not isinstance(step, tree.Map):
            raise self.fault("a step is a mapping with run or uses, not " + tree.kind_of(step), line)
        tree.check_keys(self.text, step, _STEP, "step")
        if ("uses" in step) == ("run" in step):
            raise self.fault("a step has either run or uses" if "uses" in step else
                             "a step needs run or uses", line)
        key = "uses" if "uses" in step else "run"
        if not isinstance(step[key], str) or not step[key].strip():
            raise self.fault("%s is a text, not %s" % (key, tree.kind_of(step[key])), step.at(key))
        uses = step.get("uses", "./")
        if not uses.startswith(("./", "docker://")) and not re.fullmatch(r"[^@\s/]+/[^@\s]+@[^@\s]+", uses):
            raise self.fault("uses: '%s' must be owner/name@version" % uses, step.at("uses"))
        for key in ("with", "env"):
            if step.get(key) is not None and not isinstance(step[key], dict):
                raise self.fault("%s is a mapping, not %s" % (key, tree.kind_of(step[key])), step.at(key))
        if "with" in step and "run" in step:
            raise self.fault("'with' belongs to uses, not to run", step.at("with"))
        if step.get("id") is not None:
            if step["id"] in ids:
                raise self.fault("two steps of job '%s' have the id '%s'" % (job, step["id"]), step.at("id"))
            ids.add(step["id"])
        self.condition(step)

    def condition(self, node: tree.Map) -> None:
        if "if" not in node:
            return
        found = node["if"]
        if isinstance(found, (dict, list)) or found is None:
            raise self.fault("if is an expression, not " + tree.kind_of(found), node.at("if"))
        node["if"] = expressions.text_of(found)
        self.expression(expressions.condition_source(node["if"]), node.at("if"))

    def expression(self, source: str, line: int) -> None:
        if "${{" in source:
            return  # text with expressions in it, which is true: left to `embedded`
        try:
            expressions.check(source)
        except expressions.BadExpression as error:
            raise self.fault("in the expression '%s': %s" % (source.strip()[:80], error), line) from None

    def embedded(self, node: object, line: int) -> None:
        """Every ${{ }} of the document can be read."""
        if isinstance(node, tree.Map):
            for key, value in node.items():
                self.embedded(value, node.at(key))
        elif isinstance(node, list):
            for at, value in enumerate(node):
                self.embedded(value, node.lines[at] if isinstance(node, tree.Seq) else line)
        elif isinstance(node, str):
            for source in expressions.embedded(node):
                self.expression(source, line)
            if node.count("${{") > len(expressions.embedded(node)):
                raise self.fault("an expression begins with ${{ and does not end", line)

    def permissions(self, node: tree.Map) -> None:
        found = node.get("permissions")
        if found is None or found in ("read-all", "write-all"):
            return
        if not isinstance(found, tree.Map):
            raise self.fault("permissions is a mapping, read-all or write-all", node.at("permissions"))
        for scope, level in found.items():
            if scope not in SCOPES:
                raise self.fault("permissions: unknown scope '%s'%s" % (scope, tree.suggest(scope, SCOPES)),
                                 found.at(scope))
            if level not in ("read", "write", "none"):
                raise self.fault("permissions: %s is read, write or none" % scope, found.at(scope))

    def concurrency(self, node: tree.Map) -> None:
        found = node.get("concurrency")
        if isinstance(found, tree.Map):
            tree.check_keys(self.text, found, ("group", "cancel-in-progress"), "concurrency")
            if "group" not in found:
                raise self.fault("concurrency has no group", found.line)
        elif found is not None and not isinstance(found, str):
            raise self.fault("concurrency is a group's name or a mapping", node.at("concurrency"))

    def strategy(self, name: str, job: tree.Map) -> None:
        strategy = job.get("strategy")
        if strategy is None:
            return
        self.need_map(strategy, "strategy", job.at("strategy"))
        tree.check_keys(self.text, strategy, ("matrix", "fail-fast", "max-parallel"), "strategy")
        matrix = strategy.get("matrix")
        if isinstance(matrix, str):
            return
        self.need_map(matrix, "matrix", strategy.at("matrix"))
        for key, value in matrix.items():
            items = value if isinstance(value, list) else [None]
            if not isinstance(value, (list, str)) or (key in ("include", "exclude") and isinstance(value, list)
                                                      and not all(isinstance(one, dict) for one in items)):
                raise self.fault("matrix: %s is a list%s" % (key, " of mappings" if key in ("include", "exclude")
                                                             else ""), matrix.at(key))
        for one in matrix.get("exclude") or []:
            for key in one if isinstance(one, dict) else ():
                if key not in matrix:
                    raise self.fault("matrix: exclude names '%s', which is no axis" % key, matrix.at("exclude"))
        if len(expand_matrix(matrix)) > JOBS:
            raise self.fault("matrix: job '%s' has more than %d combinations" % (name, JOBS), strategy.at("matrix"))

    def cycles(self, jobs: tree.Map) -> None:
        done: set = set()
        left = dict(jobs)
        while left:
            ready = [name for name, job in left.items() if all(one in done for one in job["needs"])]
            if not ready:
                name = next(iter(left))
                raise self.fault("the jobs %s need each other" % ", ".join(sorted(left)), jobs.at(name))
            for name in ready:
                done.add(name)
                del left[name]


def parse(text: Text, file: str) -> Workflow:
    return Reader(text).document()
