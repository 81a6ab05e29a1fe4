"""Kind `gitlab`: a .gitlab-ci.yml. This module reads and checks it; gitlab_run plays it.

What it models: stages, needs, rules (if, changes, exists, when, allow_failure, variables), only and except,
workflow:rules, extends, !reference, default, before_script and after_script, variables, when, manual jobs,
allow_failure, retry, parallel with a matrix, artifacts with dependencies, coverage. What it does not: include,
trigger, environments, services, caches, what a command does.
"""

import re

from . import Text, tree, yamltext
from .gitlab_rules import BadRule, check
from .gitlab_run import Pipeline

GLOBAL = ("stages", "variables", "default", "workflow", "include", "image", "services", "cache", "before_script",
          "after_script", "spec", "pages")
_JOB = ("script", "stage", "image", "services", "before_script", "after_script", "rules", "only", "except", "when",
        "needs", "dependencies", "artifacts", "cache", "variables", "allow_failure", "retry", "parallel", "tags",
        "environment", "coverage", "extends", "interruptible", "resource_group", "timeout", "trigger", "release",
        "secrets", "id_tokens", "inherit", "pages", "start_in", "hooks", "run", "manual_confirmation")
_RULE = ("if", "changes", "exists", "when", "allow_failure", "variables", "needs", "start_in", "interruptible", "auto_cancel")
_WHEN = ("on_success", "on_failure", "always", "manual", "delayed", "never")
_DEFAULTS = ("image", "services", "before_script", "after_script", "cache", "artifacts", "retry", "tags", "timeout",
             "interruptible", "hooks", "id_tokens")
STAGES = ("build", "test", "deploy")
JOBS = 500


class CI:
    """What the cases ask."""

    def __init__(self, root: dict, stages: list, jobs: dict) -> None:
        self._root = root
        self._jobs = jobs
        self.stages = stages

    @property
    def jobs(self) -> list:
        return sorted(self._jobs)

    def run(self, source: str = "push", failing: object = (), **more: object) -> Pipeline:
        """The pipeline of an event: see gitlab_run.Pipeline."""
        return Pipeline(self._root, self.stages, self._jobs, source, failing, more)


class Reader:
    def __init__(self, text: Text) -> None:
        self.text = text

    def fault(self, message: str, line: int) -> SyntaxError:
        return self.text.fault(message, line)

    def document(self) -> CI:
        root = yamltext.read_yaml(self.text, old=True)
        if not isinstance(root, tree.Map):
            raise self.fault("the file must be a mapping of jobs, not " + tree.kind_of(root), 1)
        if "include" in root:
            raise self.fault("include is not known here: there are no other files", root.at("include"))
        stages = root.get("stages", list(STAGES))
        if not isinstance(stages, list) or not all(isinstance(one, str) for one in stages):
            raise self.fault("stages is a list of names", root.at("stages"))
        stages = [".pre", *[one for one in stages if one not in (".pre", ".post")], ".post"]
        found = {name: value for name, value in root.items() if name not in GLOBAL or name == "pages"}
        for name, value in found.items():
            if not isinstance(value, tree.Map):
                raise self.fault("the job '%s' must be a mapping, not %s%s"
                                 % (name, tree.kind_of(value), tree.suggest(name, GLOBAL)), root.at(name))
        if len(found) > JOBS:
            raise self.fault("there are more than %d jobs" % JOBS, 1)
        jobs = {}
        for name in found:
            if not name.startswith("."):
                whole = self.extended(found, name, root.at(name), 0)
                jobs[name] = self.job(root, name, self.resolved(found, whole, root.at(name), 0), stages)
        if not jobs:
            raise self.fault("there is no job: a job is a mapping with a script", 1)
        self.rules((root.get("workflow") or {}).get("rules"), root.at("workflow"), "workflow")
        for job in jobs.values():
            self.needs(jobs, job, stages)
        return CI(root, stages, jobs)

    def extended(self, found: dict, name: str, line: int, depth: int) -> tree.Map:
        """A job with what it extends, the later winning; mappings are merged, lists replaced."""
        job = found[name]
        parents = job.get("extends", [])
        parents = [parents] if isinstance(parents, str) else parents
        if depth > 10:
            raise self.fault("'%s' extends itself, or more than ten others" % name, line)
        whole = tree.Map(job.line)
        for parent in parents:
            if parent not in found:
                raise self.fault("'%s' extends '%s', which is not there%s"
                                 % (name, parent, tree.suggest(parent, found)), job.at("extends"))
            self.merge(whole, self.extended(found, parent, line, depth + 1))
        self.merge(whole, job)
        whole.pop("extends", None)
        return whole

    def merge(self, into: tree.Map, other: tree.Map) -> None:
        for key, value in other.items():
            into.lines[key] = other.at(key)
            if isinstance(value, tree.Map) and isinstance(into.get(key), tree.Map):
                both = tree.Map(value.line)
                self.merge(both, into[key])
                self.merge(both, value)
                into[key] = both
            else:
                into[key] = value

    def resolved(self, found: dict, value: object, line: int, depth: int) -> object:
        """!reference [job, key] replaced by what it names; in a list its items take its place."""
        if depth > 20:
            raise self.fault("!reference leads in a circle", line)
        if isinstance(value, yamltext.Reference):
            target: object = found
            for part in value:
                if not isinstance(target, dict) or part not in target:
                    raise self.fault("!reference: there is no '%s'" % "', '".join(map(str, value)), value.line)
                target = target[part]
            return self.resolved(found, target, line, depth + 1)
        if isinstance(value, tree.Map):
            for key in value:
                value[key] = self.resolved(found, value[key], value.at(key), depth)
        elif isinstance(value, list):
            out = tree.Seq(getattr(value, "line", line))
            for item in value:
                made = self.resolved(found, item, line, depth)
                nested = isinstance(item, (yamltext.Reference, list)) and isinstance(made, list)
                for one in made if nested else [made]:
                    out.append(one)
                    out.lines.append(out.line)
            return out
        return value

    def job(self, root: tree.Map, name: str, job: tree.Map, stages: list) -> tree.Map:
        line = root.at(name)
        tree.check_keys(self.text, job, _JOB, "job '%s'" % name)
        inherits = job.get("inherit") or {}
        for key in _DEFAULTS:
            if key not in job and inherits.get("default", True) is not False:
                for level in (root.get("default") or {}, root):
                    if key in level:
                        job[key] = level[key]
                        break
        if "script" not in job and "trigger" not in job and "run" not in job:
            raise self.fault("job '%s' has no script" % name, line)
        for key in ("script", "before_script", "after_script"):
            if key in job:
                job[key] = self.script(job[key], job.at(key), name)
        if job.get("script") == []:
            raise self.fault("job '%s' has an empty script" % name, job.at("script"))
        if "rules" in job and ("only" in job or "except" in job):
            raise self.fault("job '%s': rules and only/except exclude each other" % name,
                             job.at("only" if "only" in job else "except"))
        job.setdefault("stage", "test")
        if job["stage"] not in stages:
            raise self.fault("job '%s': there is no stage '%s'; the stages are %s"
                             % (name, job["stage"], ", ".join(stages[1:-1])), job.at("stage"))
        if job.get("when", "on_success") not in _WHEN:
            raise self.fault("when: '%s' is none of %s" % (job["when"], ", ".join(_WHEN)), job.at("when"))
        self.rules(job.get("rules"), job.at("rules"), "job '%s'" % name)
        return job

    def script(self, value: object, line: int, job: str) -> list:
        items = value if isinstance(value, list) else [value]
        found = []
        for one in items:
            if isinstance(one, list):
                found += self.script(one, line, job)
            elif isinstance(one, str):
                found.append(one)
            else:
                raise self.fault("job '%s': a script is made of texts, and this is %s: does a ': ' in it need quotes?"
                                 % (job, tree.kind_of(one)), getattr(one, "line", line))
        return found

    def rules(self, rules: object, line: int, where: str) -> None:
        if rules is None:
            return
        if not isinstance(rules, list):
            raise self.fault("%s: rules is a list" % where, line)
        for rule in rules:
            if not isinstance(rule, tree.Map):
                raise self.fault("%s: a rule is a mapping such as 'if: ...', not %s" % (where, tree.kind_of(rule)), line)
            tree.check_keys(self.text, rule, _RULE, "rule of " + where)
            if rule.get("when", "on_success") not in _WHEN:
                raise self.fault("when: '%s' is none of %s" % (rule["when"], ", ".join(_WHEN)), rule.at("when"))
            if "if" in rule:
                try:
                    check(rule["if"] if isinstance(rule["if"], str) else "")
                except BadRule as error:
                    raise self.fault("in the rule '%s': %s" % (rule["if"], error), rule.at("if")) from None

    def needs(self, jobs: dict, job: tree.Map, stages: list) -> None:
        found = job.get("needs")
        if found is None:
            return
        if not isinstance(found, list):
            raise self.fault("needs is a list", job.at("needs"))
        names = []
        for one in found:
            name = one.get("job") if isinstance(one, dict) else one
            if name not in jobs:
                raise self.fault("needs '%s', which is no job%s" % (name, tree.suggest(name, jobs)), job.at("needs"))
            if stages.index(jobs[name]["stage"]) > stages.index(job["stage"]):
                raise self.fault("needs '%s', whose stage comes later" % name, job.at("needs"))
            names.append((name, bool(isinstance(one, dict) and one.get("optional"))))
        job["needs"] = names
        self.no_circle(jobs, job)

    def no_circle(self, jobs: dict, job: tree.Map) -> None:
        seen: list = []
        waiting = [job]
        while waiting:
            one = waiting.pop()
            for each in one.get("needs") or []:
                name = each[0] if isinstance(each, tuple) else each.get("job") if isinstance(each, dict) else each
                if jobs.get(name) is job:
                    raise self.fault("jobs need each other in a circle", job.at("needs"))
                if name in jobs and name not in seen:
                    seen.append(name)
                    waiting.append(jobs[name])


def parse(text: Text, file: str) -> CI:
    return Reader(text).document()
