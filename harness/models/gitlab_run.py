"""A pipeline of GitLab: which jobs there are, which run, how they end. See gitlab.py."""

import re

from . import globs
from .gitlab_rules import holds

_SOURCES = ("push", "merge_request_event", "schedule", "web", "api", "trigger", "pipeline", "tag")


def text_of(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("value", "")
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


class Pipeline:
    """What an event sets going. Keywords: branch, tag, target (of a merge request), default_branch,
    changes (paths), files, variables, play (manual jobs that somebody starts)."""

    KNOWN = ("branch", "tag", "target", "default_branch", "changes", "files", "variables", "play", "coverage")

    def __init__(self, root: dict, stages: list, jobs: dict, source: str, failing: object, more: dict) -> None:
        for key in more:
            if key not in self.KNOWN:
                raise TypeError("a pipeline has no '%s'; it has %s" % (key, ", ".join(self.KNOWN)))
        if source not in _SOURCES:
            raise ValueError("'%s' is no source of a pipeline; there are %s" % (source, ", ".join(_SOURCES)))
        self._root, self._stages, self._specs = root, stages, jobs
        self._source = "push" if source == "tag" else source
        self._more = more
        self._failing = [failing] if isinstance(failing, str) else list(failing)
        self._global = {key: text_of(value) for key, value in (root.get("variables") or {}).items()}
        self._variables = dict(self._predefined(), **self._global)
        self._variables.update({key: str(value) for key, value in more.get("variables", {}).items()})
        self._jobs: dict = {}  # name -> {"when", "allow_failure", "variables", "spec", "key"}
        self._results: dict = {}
        self._commands: dict = {}
        self._order: list = []
        self.error = ""  # why GitLab refuses to make the pipeline
        self.created = self._wanted()
        if self.created:
            self._choose()
            self.error = self._impossible()
            self.created = bool(self._jobs) and not self.error
            if self.created:
                self._play()

    def _predefined(self) -> dict:
        more = self._more
        tag, branch = more.get("tag"), more.get("branch", "main")
        found = {"CI": "true", "CI_PIPELINE_SOURCE": self._source, "CI_DEFAULT_BRANCH": more.get("default_branch", "main"),
                 "CI_COMMIT_REF_NAME": tag or branch, "GITLAB_CI": "true", "CI_COMMIT_SHA": "0" * 40,
                 "CI_COMMIT_REF_SLUG": re.sub("[^a-z0-9]+", "-", (tag or branch).lower()).strip("-"),
                 "CI_PROJECT_PATH": "shop/app", "CI_PROJECT_NAME": "app"}
        if self._source == "merge_request_event":
            found.update({"CI_MERGE_REQUEST_IID": "7", "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": branch,
                          "CI_MERGE_REQUEST_ID": "7", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": more.get("target", "main")})
        elif tag:
            found["CI_COMMIT_TAG"] = tag
        else:
            found["CI_COMMIT_BRANCH"] = branch
        return found

    # what is asked

    @property
    def jobs(self) -> dict:
        """Job -> "success", "failed", "skipped" or "manual" (nobody has started it); jobs that are not part
        of the pipeline are not there."""
        return dict(self._results)

    @property
    def result(self) -> str:
        """"success", "failed", "blocked" (a manual job holds it up) or "none": there is no pipeline; see
        `error`."""
        if not self.created:
            return "none"
        hard = [name for name, one in self._results.items() if not self._jobs[name]["allow_failure"]]
        if any(self._results[name] == "failed" for name in hard):
            return "failed"
        return "blocked" if any(self._results[name] == "manual" for name in hard) else "success"

    @property
    def ran(self) -> list:
        """The jobs that were started, in order."""
        return list(self._order)

    @property
    def stages(self) -> dict:
        """Stage -> its jobs in this pipeline."""
        found: dict = {}
        for stage in self._stages:
            names = [name for name, one in self._jobs.items() if one["spec"]["stage"] == stage]
            if names:
                found[stage] = names
        return found

    def commands(self, job: "str | None" = None) -> list:
        """The shell commands that were started, in order."""
        return [one for name in self._order if job in (None, name, self._jobs[name]["key"])
                for one in self._commands.get(name, [])]

    def variables(self, job: str) -> dict:
        """What a job sees beside the predefined ones."""
        return dict(self._jobs[job]["variables"])

    def artifacts(self, job: str) -> list:
        """The jobs whose artifacts it finds."""
        spec = self._jobs[job]["spec"]
        if spec.get("dependencies") is not None:
            wanted = list(spec["dependencies"])
        elif spec.get("needs") is not None:
            wanted = [name for name, _ in spec["needs"]]
        else:
            before = self._stages.index(spec["stage"])
            wanted = [one["key"] for one in self._jobs.values() if self._stages.index(one["spec"]["stage"]) < before]
        return sorted(name for name, one in self._jobs.items() if one["key"] in wanted and self._uploads(name))

    def _uploads(self, name: str) -> bool:
        artifacts = self._jobs[name]["spec"].get("artifacts") or {}
        if not artifacts.get("paths") and not artifacts.get("reports"):
            return False
        when, result = artifacts.get("when", "on_success"), self._results.get(name)
        return result == "success" and when != "on_failure" or result == "failed" and when in ("always", "on_failure")

    # which jobs

    def _wanted(self) -> bool:
        rules = (self._root.get("workflow") or {}).get("rules")
        if rules is None:
            return True
        rule = self._first(rules, self._variables)
        if rule is None or rule.get("when") == "never":
            return False
        chosen = {key: text_of(value) for key, value in (rule.get("variables") or {}).items()}
        self._global.update(chosen)
        self._variables.update(chosen)
        return True

    def _first(self, rules: list, variables: dict) -> "dict | None":
        for rule in rules:
            if "if" in rule and not holds(rule["if"], variables):
                continue
            if "changes" in rule and not self._changed(rule["changes"]):
                continue
            if "exists" in rule and not any(globs.path_regex(one).match(path) for one in rule["exists"]
                                            for path in self._more.get("files", ())):
                continue
            return rule
        return None

    def _changed(self, rule: object) -> bool:
        patterns = rule.get("paths", []) if isinstance(rule, dict) else rule
        if self._source not in ("push", "merge_request_event") or self._more.get("tag"):
            return True
        return any(globs.path_regex(one).match(path) for one in patterns
                   for path in self._more.get("changes", ["src/app.py"]))

    def _choose(self) -> None:
        for key, spec in self._specs.items():
            own = {name: text_of(value) for name, value in (spec.get("variables") or {}).items()}
            variables = dict(self._variables, **own)
            chosen = self._decide(spec, variables)
            if chosen is None:
                continue
            when, allow, extra = chosen
            told = dict(self._global, **own)
            told.update({name: text_of(value) for name, value in extra.items()})
            for name, cell in self._cells(key, spec):
                self._jobs[name] = {"when": when, "allow_failure": allow, "spec": spec, "key": key,
                                    "variables": dict(told, **cell)}

    def _impossible(self) -> str:
        there = {one["key"] for one in self._jobs.values()}
        for name, one in self._jobs.items():
            for key, optional in one["spec"].get("needs") or []:
                if key not in there and not optional:
                    return "'%s' needs '%s', which is not in this pipeline" % (name, key)
        return ""

    def _cells(self, key: str, spec: dict) -> list:
        parallel = spec.get("parallel")
        if isinstance(parallel, int):
            return [("%s %d/%d" % (key, at, parallel), {"CI_NODE_INDEX": str(at), "CI_NODE_TOTAL": str(parallel)})
                    for at in range(1, min(parallel, 200) + 1)]
        found = []
        for block in (parallel or {}).get("matrix", []) if isinstance(parallel, dict) else []:
            cells: list = [{}]
            for name, values in block.items():
                cells = [dict(cell, **{name: text_of(value)}) for cell in cells
                         for value in (values if isinstance(values, list) else [values])][:200]
            found += cells
        if not found:
            return [(key, {})]
        return [("%s: [%s]" % (key, ", ".join(cell.values())), cell) for cell in found]

    def _decide(self, spec: dict, variables: dict) -> "tuple | None":
        """(when, allow_failure, variables) of a job, or None where it is not part of the pipeline."""
        when, allow = spec.get("when", "on_success"), spec.get("allow_failure")
        if "rules" in spec:
            rule = self._first(spec["rules"], variables)
            if rule is None or rule.get("when", when) == "never":
                return None
            allowed = rule.get("allow_failure", allow)
            return rule.get("when", when), bool(allowed), rule.get("variables") or {}
        if not self._only(spec):
            return None
        return when, bool(when == "manual" if allow is None else allow), {}

    def _only(self, spec: dict) -> bool:
        only, without = spec.get("only"), spec.get("except")
        if only is None:
            only = ["branches", "tags"]
        return self._refers(only) and not (without is not None and self._refers(without))

    def _refers(self, told: object) -> bool:
        if isinstance(told, dict):
            parts = [self._refers(told["refs"])] if "refs" in told else []
            parts += [any(holds(one, self._variables) for one in told["variables"])] if "variables" in told else []
            parts += [self._changed(told["changes"])] if "changes" in told else []
            return all(parts)
        return any(self._is_ref(str(one)) for one in (told if isinstance(told, list) else [told]))

    def _is_ref(self, word: str) -> bool:
        merge = self._source == "merge_request_event"
        tag, name = self._more.get("tag"), self._variables["CI_COMMIT_REF_NAME"]
        words = {"branches": not tag and not merge, "tags": bool(tag), "merge_requests": merge, "web": self._source == "web",
                 "pushes": self._source == "push", "schedules": self._source == "schedule", "api": self._source == "api",
                 "triggers": self._source == "trigger", "pipelines": self._source == "pipeline"}
        if word in words:
            return words[word]
        if merge:
            return False
        match = re.fullmatch(r"/(.*)/([a-z]*)", word)
        if match:
            return re.search(match[1], name, re.IGNORECASE if "i" in match[2] else 0) is not None
        return word == name

    # how they end

    def _play(self) -> None:
        for stage in self._stages:
            left = [name for name, one in self._jobs.items() if one["spec"]["stage"] == stage]
            while left:
                ready = [name for name in left if not any(
                    self._jobs[other]["key"] in [key for key, _ in self._jobs[name]["spec"].get("needs") or []]
                    for other in left if other != name)]
                for name in ready or left:
                    self._results[name] = self._end(name)
                    left.remove(name)

    def _before(self, name: str) -> list:
        """The jobs whose results decide whether this one runs."""
        spec = self._jobs[name]["spec"]
        if spec.get("needs") is not None:
            wanted = [key for key, _ in spec["needs"]]
            return [other for other in self._results if self._jobs[other]["key"] in wanted]
        at = self._stages.index(spec["stage"])
        return [other for other in self._results if self._stages.index(self._jobs[other]["spec"]["stage"]) < at]

    def _end(self, name: str) -> str:
        one = self._jobs[name]
        before = self._before(name)
        bad = [other for other in before if not self._jobs[other]["allow_failure"]
               and self._results[other] in ("failed", "skipped", "manual")]
        failed = [other for other in bad if self._results[other] == "failed"]
        failed += [other for other in bad if self._results[other] == "skipped"]
        waits = [other for other in bad if self._results[other] == "manual"]
        when = one["when"]
        if when == "on_failure" and not failed:
            return "skipped"
        if when in ("on_success", "delayed", "manual") and failed:
            return "skipped"
        if waits and when != "always":
            return "skipped"
        if when == "manual" and name not in self._more.get("play", ()) and one["key"] not in self._more.get("play", ()):
            return "manual"
        return self._run(name)

    def _run(self, name: str) -> str:
        one = self._jobs[name]
        spec = one["spec"]
        words = [each if isinstance(each, str) else each[1] for each in self._failing
                 if isinstance(each, str) or each[0] in (name, one["key"])]
        shell = globs.Shell(words)
        variables = dict(self._variables, **one["variables"])

        def expand(text: str) -> str:
            return re.sub(r"\$(?:(\w+)|\{(\w+)\})",
                          lambda at: variables.get(at[1] or at[2], at[0]), text)

        script = [expand(line) for line in (spec.get("before_script") or []) + (spec.get("script") or [])]
        ok = shell.run("\n".join(script))
        after = globs.Shell(words)
        after.run("\n".join(expand(line) for line in spec.get("after_script") or []))
        self._commands[name] = shell.ran + after.ran
        self._order.append(name)
        return "success" if ok else "failed"
