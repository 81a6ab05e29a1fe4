"""A run of a workflow: which jobs and steps run, with what, and how they end. See actions.py."""

import re

from . import globs
from .expressions import STATUS, Evaluator, Parser, condition_source, expand, text_of, truth

# Commands that find nothing to work on where the repository was not checked out.
NEEDS_FILES = ("pytest", "python -m pytest", "python -m unittest", "pip install -r", "pip install .", "pip install -e",
               "make", "tox", "nox", "ruff", "flake8", "mypy", "docker build", "npm ci", "npm test", "./", "coverage run",
               "python -m build", "poetry install", "uv sync")
_OUTPUT = re.compile(r"""(?m)echo\s+(["']?)([A-Za-z_][\w-]*)=(.*?)\1\s*>>\s*["']?\$\{?GITHUB_(OUTPUT|ENV)\}?["']?""")
_SECRET = re.compile(r"secrets(?:\.|\[')([A-Za-z_]\w*)", re.IGNORECASE)


def expand_matrix(matrix: object) -> list:
    """The combinations of a matrix, in GitHub's order: axes, exclude, include."""
    if not isinstance(matrix, dict):
        return [{}]
    axes = [(key, value) for key, value in matrix.items()
            if key not in ("include", "exclude") and isinstance(value, list)]
    found: list = [{}] if axes else []
    for key, values in axes:
        found = [dict(one, **{key: value}) for one in found for value in values]
        if len(found) > 4096:
            return found
    excluded = [one for one in matrix.get("exclude") or [] if isinstance(one, dict)]
    found = [one for one in found
             if not any(all(one.get(key) == value for key, value in rule.items()) for rule in excluded)]
    names = {key for key, _ in axes}
    kept = [(one, dict(one)) for one in found]
    alone = []
    for extra in matrix.get("include") or []:
        if not isinstance(extra, dict):
            continue
        fitting = [made for one, made in kept
                   if all(one[key] == extra[key] for key in extra if key in names)] if names else []
        if fitting:
            for made in fitting:
                made.update(extra)
        else:
            alone.append(dict(extra))
    return [made for _, made in kept] + alone


class Event:
    """What happened in the repository. Keywords: branch, tag, base, head, action, fork, paths, inputs,
    cron, files, secrets, variables."""

    KNOWN = ("branch", "tag", "base", "head", "action", "fork", "paths", "inputs", "cron", "files", "secrets",
             "variables", "actor", "repository", "needs_files")

    def __init__(self, name: str, more: dict) -> None:
        for key in more:
            if key not in self.KNOWN:
                raise TypeError("an event has no '%s'; it has %s" % (key, ", ".join(self.KNOWN)))
        self.name = name
        self.pull = name in ("pull_request", "pull_request_target")
        self.tag = more.get("tag")
        self.branch = more.get("branch", "main")
        self.base = more.get("base", "main")
        self.head = more.get("head", "feature")
        self.fork = more.get("fork", False)
        self.action = more.get("action", "synchronize" if self.pull else "published" if name == "release" else "")
        self.paths = list(more.get("paths", ["src/app.py"]))
        self.inputs = dict(more.get("inputs", {}))
        self.cron = more.get("cron")
        self.files = dict(more.get("files", {}))
        self.secrets = more.get("secrets")
        self.variables = dict(more.get("variables", {}))
        self.actor = more.get("actor", "octocat")
        self.repository = more.get("repository", "octo/app")
        self.needs_files = tuple(more.get("needs_files", NEEDS_FILES))

    def trusted(self) -> bool:
        return not (self.fork and self.name == "pull_request")

    @property
    def ref(self) -> str:
        if self.name == "pull_request":
            return "refs/pull/7/merge"
        if self.name == "pull_request_target":
            return "refs/heads/" + self.base
        return "refs/tags/" + self.tag if self.tag else "refs/heads/" + self.branch

    def github(self) -> dict:
        name = "7/merge" if self.name == "pull_request" else self.ref.split("/", 2)[2]
        event: dict = {"action": self.action, "inputs": self.inputs, "repository": {"full_name": self.repository}}
        if self.pull:
            full = "fork/app" if self.fork else self.repository
            event["pull_request"] = {
                "number": 7, "draft": False, "base": {"ref": self.base},
                "head": {"ref": self.head, "repo": {"fork": self.fork, "full_name": full}}, "merged": False}
            event["number"] = 7
        if self.cron:
            event["schedule"] = self.cron
        return {"event_name": self.name, "ref": self.ref, "ref_name": name, "sha": "0" * 40, "event": event,
                "ref_type": "tag" if self.tag and not self.pull else "branch", "actor": self.actor,
                "repository": self.repository, "repository_owner": self.repository.split("/")[0],
                "base_ref": self.base if self.pull else "", "head_ref": self.head if self.pull else "",
                "run_id": "1", "run_number": "1", "run_attempt": "1", "workspace": "/home/runner/work/app/app",
                "token": "***", "server_url": "https://github.com"}

    def starts(self, events: dict) -> bool:
        if self.name not in events:
            return False
        rules = events[self.name] or {}
        if self.name == "schedule":
            return self.cron is None or any(one["cron"] == self.cron for one in rules)
        if self.name == "push":
            return self.ref_fits(rules) and (bool(self.tag) or paths_fit(rules, self.paths))
        if self.pull:
            types = rules.get("types", ["opened", "synchronize", "reopened"])
            return (self.action in types and name_fits(rules, "branches", self.base)
                    and paths_fit(rules, self.paths))
        return "types" not in rules or self.action in rules["types"]

    def ref_fits(self, rules: dict) -> bool:
        mine, other = ("tags", "branches") if self.tag else ("branches", "tags")
        if mine in rules or mine + "-ignore" in rules:
            return name_fits(rules, mine, self.tag or self.branch)
        return other not in rules and other + "-ignore" not in rules


def name_fits(rules: dict, key: str, name: str) -> bool:
    if key in rules:
        return globs.selected(rules[key], name)
    return not globs.selected(rules.get(key + "-ignore", []), name)


def paths_fit(rules: dict, paths: list) -> bool:
    if "paths" in rules:
        return any(globs.selected(rules["paths"], path) for path in paths)
    if "paths-ignore" in rules:
        return not all(globs.selected(rules["paths-ignore"], path) for path in paths)
    return True


class Job:
    """One job of a run, or one combination of its matrix."""

    def __init__(self, key: str, name: str, spec: dict, matrix: dict) -> None:
        self.key = key
        self.name = name
        self.spec = spec
        self.matrix = matrix
        self.result = "skipped"
        self.steps: list = []  # what ran: {"name", "run" or "uses", "with", "outcome"}
        self.commands: list = []
        self.outputs: dict = {}
        self.env: dict = {}
        self.step_results: dict = {}
        self.checked_out = ""


class Run:
    """What an event sets going. `failing`: words of commands that fail, or [job, words] where only
    that job's do."""

    def __init__(self, root: dict, event: str, failing: object, more: dict) -> None:
        self._root = root
        self._event = Event(event, more)
        self._failing = [failing] if isinstance(failing, str) else list(failing)
        self.triggered = self._event.starts(root["on"])
        self._jobs: list = []
        self._results: dict = {}  # job key -> result
        self._outputs: dict = {}
        self._artifacts: list = []  # [name, job key, job name]
        self._downloads: list = []
        self._caches: list = []
        self._secrets: set = set()
        self._waves: list = []
        if self.triggered:
            self._play()

    # what is asked

    @property
    def jobs(self) -> dict:
        """Job -> "success", "failure", "cancelled" or "skipped"; a matrix has a job for each combination."""
        return {job.name: job.result for job in self._jobs}

    @property
    def result(self) -> str:
        if not self.triggered:
            return "not triggered"
        found = {self._results[key] for key in self._results}
        return next((one for one in ("failure", "cancelled", "success") if one in found), "skipped")

    @property
    def ran(self) -> list:
        """The jobs that were started, in order."""
        return [job.name for wave in self._waves for job in wave]

    @property
    def waves(self) -> list:
        """The same, those together that may run at the same time."""
        return [[job.name for job in wave] for wave in self._waves]

    def steps(self, job: str) -> list:
        """What ran in a job: the name of each step, or its command, or its action."""
        return [one["name"] for one in self._job(job).steps]

    def commands(self, job: "str | None" = None) -> list:
        """The shell commands that were started, in order."""
        return [one for each in self._chosen(job) for one in each.commands]

    def uses(self, job: str) -> list:
        """[action without its version, its inputs] of each action that ran."""
        return [[one["uses"].split("@")[0], one["with"]] for one in self._job(job).steps if "uses" in one]

    def inputs(self, action: str, name: str) -> dict:
        """Job -> the input `name` that `action` was given there, as text."""
        found = {}
        for job in self._jobs:
            for one in job.steps:
                if one.get("uses", "").split("@")[0] == action and name in one["with"]:
                    found[job.name] = one["with"][name]
        return found

    def outcomes(self, job: str) -> dict:
        return {one["name"]: one["outcome"] for one in self._job(job).steps}

    def env(self, job: str) -> dict:
        return dict(self._job(job).env)

    def checked_out(self, job: str) -> str:
        """The ref that was checked out, "" where nothing was."""
        return self._job(job).checked_out

    def permissions(self, job: str) -> object:
        """What the token may do there: a dict, "read-all", "write-all", or "default"."""
        spec = self._job(job).spec
        found = spec.get("permissions", self._root.get("permissions", "default"))
        return dict(found) if isinstance(found, dict) else found or {}

    @property
    def artifacts(self) -> list:
        """Names of what was uploaded."""
        return [name for name, _, _ in self._artifacts]

    @property
    def downloads(self) -> list:
        """[job, artifact, whether it was there]."""
        return [list(one) for one in self._downloads]

    @property
    def caches(self) -> dict:
        """Job -> the keys of its caches."""
        found: dict = {}
        for job, key in self._caches:
            found.setdefault(job, []).append(key)
        return found

    @property
    def secrets(self) -> list:
        """Secrets whose values reached a step."""
        return sorted(self._secrets)

    @property
    def concurrency(self) -> dict:
        found = self._root.get("concurrency")
        if found is None:
            return {}
        found = expand(found if isinstance(found, dict) else {"group": found}, self._evaluator(None, {}))
        return {"group": text_of(found.get("group")), "cancel": truth(found.get("cancel-in-progress", False))}

    def _job(self, name: str) -> Job:
        for job in self._jobs:
            if job.name == name or job.key == name:
                return job
        raise KeyError("the run has no job '%s'; it has %s" % (name, ", ".join(self.jobs) or "none"))

    def _chosen(self, name: "str | None") -> list:
        if name is None:
            return [job for wave in self._waves for job in wave]
        return [job for job in self._jobs if name in (job.name, job.key)]

    # playing it

    def _play(self) -> None:
        left = dict(self._root["jobs"])
        while left:
            ready = [key for key, spec in left.items() if all(one in self._results for one in spec["needs"])]
            wave = []
            for key in ready:
                wave += self._play_job(key, left[key])
            for key in ready:
                del left[key]
            if wave:
                self._waves.append(wave)

    def _ancestors(self, key: str) -> set:
        found: set = set()
        waiting = list(self._root["jobs"][key]["needs"])
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += self._root["jobs"][one]["needs"]
        return found

    def _play_job(self, key: str, spec: dict) -> list:
        """Plays all combinations of a job; those that were started."""
        results = [self._results[one] for one in self._ancestors(key)]
        status = {"success": all(one == "success" for one in results), "failure": "failure" in results, "always": True, "cancelled": False}
        if not self._wanted(spec, self._evaluator(None, status, key)):
            self._jobs.append(Job(key, text_of(spec.get("name") or key), spec, {}))
            self._results[key] = "skipped"
            return []
        strategy = spec.get("strategy") or {}
        matrix = strategy.get("matrix") or {}
        if isinstance(matrix, str) or any(isinstance(one, str) for one in matrix.values()):
            matrix = expand(matrix, self._evaluator(None, status, key))
        cells = []
        for one in expand_matrix(matrix) if matrix else [{}]:
            job = Job(key, key, spec, one)
            self._name(job)
            cells.append(job)
            self._run_job(job)
        if truth(strategy.get("fail-fast", True)) and any(job.result == "failure" for job in cells):
            for job in cells:
                if job.result == "success":
                    job.result = "cancelled"
        self._jobs += cells
        found = {job.result for job in cells}
        self._results[key] = next((one for one in ("failure", "cancelled", "success") if one in found), "skipped")
        if self._results[key] == "failure" and truth(spec.get("continue-on-error", False)):
            self._results[key] = "success"
        for job in cells:
            self._outputs.setdefault(key, {}).update(job.outputs)
        return cells

    def _name(self, job: Job) -> None:
        name = job.spec.get("name")
        if name is not None and "${{" in str(name):
            job.name = text_of(expand(name, self._evaluator(job, {})))
        elif job.matrix:
            values = ", ".join(text_of(value) for value in job.matrix.values() if not isinstance(value, (dict, list)))
            job.name = "%s (%s)" % (name or job.key, values)
        else:
            job.name = text_of(name or job.key)

    def _wanted(self, node: dict, evaluator: Evaluator) -> bool:
        if "if" not in node:
            return evaluator.status["success"]
        source = condition_source(node["if"])
        if "${{" in source:
            return evaluator.status["success"]  # a text that is not empty
        parser = Parser(source)
        parser.whole()
        found = truth(evaluator.value(source))
        return found and (evaluator.status["success"] or bool(parser.calls & set(STATUS)))

    def _evaluator(self, job: "Job | None", status: dict, key: str = "") -> Evaluator:
        event = self._event
        spec = job.spec if job else self._root["jobs"].get(key, {})
        needs = {one: {"result": self._results.get(one, "skipped"), "outputs": self._outputs.get(one, {})}
                 for one in spec.get("needs", [])}
        secrets = _Secrets(event.trusted(), event.secrets)
        inputs = {name: (one or {}).get("default") for name, one in
                  (((self._root["on"].get("workflow_dispatch") or {}).get("inputs")) or {}).items()}
        inputs.update(event.inputs)
        env = dict(expand_env(self._root.get("env"), None) if job is None else job.env)
        contexts = {"github": event.github(), "env": env, "vars": event.variables, "secrets": secrets,
                    "needs": needs, "inputs": inputs, "matrix": job.matrix if job else {},
                    "steps": job.step_results if job else {}, "runner": {"os": self._os(job), "arch": "X64"},
                    "job": {"status": "success"}, "strategy": {}, "jobs": {}}
        return Evaluator(contexts, status, event.files)

    def _os(self, job: "Job | None") -> str:
        label = text_of(job.spec.get("runs-on")) if job else ""
        if job and "matrix." in label:
            label = " ".join(text_of(one) for one in job.matrix.values())
        return "Windows" if "windows" in label else "macOS" if "macos" in label else "Linux"

    def _run_job(self, job: Job) -> None:
        for level in (self._root, job.spec):
            job.env.update(expand_env(level.get("env"), self._evaluator(job, {})))
        self._note_secrets(self._root.get("env"))
        self._note_secrets(job.spec.get("env"))
        ok = True
        for step in job.spec.get("steps") or []:
            status = {"success": ok, "failure": not ok, "always": True, "cancelled": False}
            evaluator = self._evaluator(job, status)
            name = step.get("id")
            if not self._wanted(step, evaluator):
                if name:
                    job.step_results[name] = {"outcome": "skipped", "conclusion": "skipped", "outputs": {}}
                continue
            fine, outputs = self._run_step(job, step, evaluator)
            spared = truth(expand(step.get("continue-on-error", False), evaluator))
            if name:
                job.step_results[name] = {"outcome": "success" if fine else "failure", "outputs": outputs,
                                          "conclusion": "success" if fine or spared else "failure"}
            ok = ok and (fine or spared)
        job.result = "success" if ok else "failure"
        job.outputs = {key: text_of(value) for key, value in
                       (expand(job.spec.get("outputs") or {}, self._evaluator(job, {}))).items()}

    def _run_step(self, job: Job, step: dict, evaluator: Evaluator) -> tuple:
        """(whether it ended well, its outputs)."""
        self._note_secrets(step)
        env = expand_env(step.get("env"), evaluator)
        evaluator.contexts["env"] = dict(job.env, **env)
        name = text_of(expand(step.get("name") or "", evaluator))
        if "uses" in step:
            given = {key: text_of(value) for key, value in expand(step.get("with") or {}, evaluator).items()}
            action = step["uses"]
            fine, outputs = self._action(job, action.split("@")[0], given)
            job.steps.append({"name": name or action.split("@")[0], "uses": action, "with": given,
                              "outcome": "success" if fine else "failure"})
            return fine, outputs
        script = text_of(expand(step["run"], evaluator))
        shell = globs.Shell(self._failing_in(job))
        fine = shell.run(script)
        job.commands += shell.ran
        outputs = {}
        for _, key, value, target in _OUTPUT.findall(script):
            (outputs if target == "OUTPUT" else job.env)[key] = value
        job.steps.append({"name": name or script.strip().split("\n")[0], "run": script,
                          "outcome": "success" if fine else "failure"})
        return fine, outputs

    def _failing_in(self, job: Job) -> list:
        words = [one if isinstance(one, str) else one[1] for one in self._failing
                 if isinstance(one, str) or one[0] in (job.name, job.key)]
        return words if job.checked_out else words + list(self._event.needs_files)

    def _action(self, job: Job, action: str, given: dict) -> tuple:
        if action in (one if isinstance(one, str) else one[1] for one in self._failing):
            return False, {}
        if action == "actions/checkout":
            job.checked_out = given.get("ref") or self._event.ref
        elif action in ("actions/cache", "actions/cache/restore"):
            self._caches.append((job.name, given.get("key", "")))
            return True, {"cache-hit": ""}
        elif action == "actions/upload-artifact":
            self._artifacts.append((given.get("name", "artifact"), job.key, job.name))
        elif action == "actions/download-artifact":
            before = self._ancestors(job.key) | {job.key}
            there = [name for name, key, _ in self._artifacts if key in before]
            wanted = given.get("name")
            found = wanted in there if wanted else True
            self._downloads.append((job.name, wanted or "*", found))
            return found, {}
        return True, {}

    def _note_secrets(self, node: object) -> None:
        for name in _SECRET.findall(repr(node)) if node else []:
            if name.upper() == "GITHUB_TOKEN" or self._event.trusted():
                self._secrets.add(name)


class _Secrets(dict):
    """Any secret is there, unless the event comes from a fork or the case says which there are."""

    def __init__(self, trusted: bool, known: "dict | None") -> None:
        super().__init__()
        self.trusted = trusted
        self.known = known

    def items(self) -> object:
        found = dict(self.known or {}) if self.trusted else {}
        found["GITHUB_TOKEN"] = "***"
        return found.items()

    def get(self, name: str, default: object = None) -> object:
        if name.upper() == "GITHUB_TOKEN":
            return "***"
        if not self.trusted:
            return default
        return "***" if self.known is None else self.known.get(name, default)


def expand_env(env: object, evaluator: "Evaluator | None") -> dict:
    if not isinstance(env, dict):
        return {}
    found = expand(env, evaluator) if evaluator else env
    return {key: text_of(value) for key, value in found.items()}
