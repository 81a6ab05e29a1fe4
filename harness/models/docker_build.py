"""Building a Dockerfile on a context, without Docker: stages, layers, files, and what a container of the
image would be. See dockerfile.py."""

import hashlib
import posixpath
import re

from . import docker_files
from .docker_files import DEFAULT_PATH, File, Files, join
from .docker_listen import listening, pid_one
from .docker_shell import Failed, Machine, Script

_VARIABLE = re.compile(r"\\\$|\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?:(:[-+])([^}]*))?\})")
_EXPANDED = ("ADD", "COPY", "ENV", "EXPOSE", "FROM", "LABEL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR", "ARG")


class BuildFailed(Exception):
    """The build stops at a line."""

    __module__ = "docker"

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


class Layer:
    def __init__(self, text: str, key: str) -> None:
        self.text = text
        self.key = key
        self.added: dict = {}  # path -> content
        self.history = ""  # as docker history shows it


class Stage:
    """One stage: the machine that it builds, and the configuration of its image."""

    def __init__(self, base: str, name: str) -> None:
        self.base = base
        self.name = name
        self.machine = Machine(base, docker_files.tools_of(base))
        self.machine.files = Files()
        self.env = {"PATH": DEFAULT_PATH}
        self.args: dict = {}
        self.labels: dict = {}
        self.user = "root"
        self.workdir = "/"
        self.shell = ["/bin/sh", "-c"]
        self.entrypoint: object = None
        self.cmd: object = None
        self.own_cmd = False
        self.missing_user = ""
        self.sources: list = []  # stages that this one takes from
        self.ports: list = []
        self.volumes: list = []
        self.stopsignal = "SIGTERM"
        self.healthcheck: object = None
        self.layers: list = []
        self.key = hashlib.sha256(base.encode()).hexdigest()
        if base.partition(":")[0].rpartition("/")[2] == "python":
            self.cmd = ["python3"]

    def follow(self, other: "Stage") -> None:
        """FROM an earlier stage: all that it has is there."""
        for name in ("env", "labels", "ports", "volumes", "layers"):
            setattr(self, name, type(getattr(other, name))(getattr(other, name)))
        for name in ("base", "user", "workdir", "shell", "entrypoint", "cmd", "stopsignal", "healthcheck", "key"):
            setattr(self, name, getattr(other, name))
        self.machine.clone(other.machine)
        self.machine.files = Files(other.machine.files)


class Build:
    """An image, as the cases ask about it."""

    def __init__(self, stage: Stage, layers: list, secrets: dict) -> None:
        self._stage = stage
        self._all_layers = layers
        self._secrets = secrets

    @property
    def base(self) -> str:
        """The image that the last stage begins with."""
        return self._stage.base

    @property
    def user(self) -> str:
        return self._stage.user

    @property
    def workdir(self) -> str:
        return self._stage.workdir

    @property
    def env(self) -> dict:
        return dict(self._stage.env)

    @property
    def labels(self) -> dict:
        return dict(self._stage.labels)

    @property
    def ports(self) -> list:
        return list(self._stage.ports)

    @property
    def stopsignal(self) -> str:
        return self._stage.stopsignal

    @property
    def healthcheck(self) -> "list | None":
        """The command's words; None where there is none."""
        return self._stage.healthcheck

    @property
    def packages(self) -> list:
        """What apt-get or apk installed in the last stage."""
        return sorted(set(self._stage.machine.packages))

    @property
    def python_packages(self) -> list:
        """What pip installed and the last stage holds."""
        found = {path.rpartition("/")[2] for path in self._stage.machine.files if "/site-packages/" in path}
        return sorted(found)

    @property
    def layers(self) -> list:
        """The instructions that made the image's layers."""
        return [layer.text for layer in self._stage.layers]

    def tool(self, name: str) -> bool:
        """Whether a command such as gcc or curl is in the image."""
        self._stage.machine.env = self._stage.env
        return self._stage.machine.search(name) is not None

    def files(self, folder: str = "/") -> list:
        """Paths of the files below a folder, without packages and commands that were installed."""
        files = self._stage.machine.files
        return sorted(path for path in files.under(folder)
                      if not path.endswith("/") and "/site-packages/" not in path and files[path].content is not None)

    def has(self, path: str) -> bool:
        return self._stage.machine.files.has(path)

    def read(self, path: str) -> "str | None":
        found = self._stage.machine.files.get(path)
        return None if found is None else found.content

    def owner(self, path: str) -> "str | None":
        return self._stage.machine.files.owner_of(path)

    def mode(self, path: str) -> "str | None":
        files = self._stage.machine.files
        found = files.get(path) or files.get(path.rstrip("/") + "/")
        return None if found is None else "%03o" % found.mode

    def argv(self, *args: str) -> list:
        """What `docker run IMAGE args` executes."""
        stage = self._stage
        words = list(args)
        if stage.entrypoint is None:
            return words or self._words(stage.cmd)
        if isinstance(stage.entrypoint, str):
            return [*stage.shell, stage.entrypoint]  # the shell form takes no arguments
        return stage.entrypoint + (words or self._words(stage.cmd))

    def _words(self, command: object) -> list:
        if isinstance(command, str):
            return [*self._stage.shell, command]
        return list(command or [])

    def pid1(self, *args: str) -> str:
        """The program that is process 1, and so the one that `docker stop` sends its signal to."""
        return pid_one(self.argv(*args), self._stage.machine.files, self._stage.env, self._stage.workdir)

    def listens(self, *args: str) -> "str | None":
        """"0.0.0.0:8000": where a known server listens; None where that cannot be told."""
        return listening(self.argv(*args), self._stage.machine.files, self._stage.env, self._stage.workdir)

    def start(self, *args: str) -> str:
        """"ok", or why a container would end at once."""
        stage, argv = self._stage, self.argv(*args)
        if stage.missing_user:
            return "unable to find user %s: no matching entries in passwd file" % stage.missing_user
        if not argv:
            return "no command: neither CMD nor ENTRYPOINT"
        stage.machine.env, stage.machine.cwd = stage.env, stage.workdir
        words = argv
        if argv[:2] in (["/bin/sh", "-c"], ["/bin/bash", "-c"]) and len(argv) > 2:
            words = words_of(re.sub(r"^\s*exec\s+", "", argv[2]))
        if stage.base == "scratch" and words is not argv:
            return "%s: not found" % argv[0]
        if words and (not re.fullmatch(r"[\w./+-]+", words[0]) or stage.machine.search(words[0]) is None):
            return "%s: not found" % words[0]
        if words and words[0].rpartition("/")[2] in ("python", "python3", "sh", "bash") and len(words) > 1:
            script = words[1]
            if not script.startswith("-") and join(stage.workdir, script) not in stage.machine.files:
                return "can't open file '%s': No such file or directory" % join(stage.workdir, script)
            if script == "-m" and len(words) > 2:
                return self._module(words[2]) if len(words) == 3 else self._served(words[2:])
        return self._served(words)

    def _served(self, words: list) -> str:
        """gunicorn and uvicorn import what they serve: package.module:name."""
        if words[0].rpartition("/")[2] in ("gunicorn", "uvicorn", "hypercorn"):
            for word in words[1:]:
                match = re.fullmatch(r"([A-Za-z_][\w.]*):[A-Za-z_][\w.()]*", word)
                if match:
                    return self._module(match[1])
        return "ok"

    def _module(self, name: str) -> str:
        files, top = self._stage.machine.files, name.split(".")[0]
        inside = join(self._stage.workdir, top)
        library = top in ("http", "venv", "pip", "unittest", "json")
        if inside + ".py" in files or files.is_folder(inside) or top in self.python_packages or library:
            return "ok"
        return "No module named %s" % name

    def leaks(self, secret: str) -> list:
        """Where a text can be found by who has the image: "env NAME", "label NAME", "file PATH" (also one
        that a later layer removes), "history: INSTRUCTION"."""
        found = ["env " + name for name, value in self._stage.env.items() if secret in value]
        found += ["label " + name for name, value in self._stage.labels.items() if secret in value]
        for layer in self._stage.layers:
            found += ["file " + path for path, content in layer.added.items() if content and secret in content]
            if secret in layer.history:
                found.append("history: " + layer.text)
        return list(dict.fromkeys(found))


class Builder:
    """One build."""

    def __init__(self, instructions: list, context: dict, more: dict) -> None:
        unknown = set(more) - {"args", "target", "secrets", "remote"}
        if unknown:
            raise TypeError("a build has no '%s'" % sorted(unknown)[0])
        self.instructions = instructions
        self.context = docker_files.sent(context)
        self.build_args = {key: str(value) for key, value in (more.get("args") or {}).items()}
        self.target = more.get("target")
        self.secrets = more.get("secrets") or {}
        self.remote = more.get("remote") or {}
        self.globals: dict = {}  # ARG before the first FROM
        self.stages: list = []
        self.line = 0

    @property
    def stage(self) -> Stage:
        return self.stages[-1]

    def fail(self, message: str) -> BuildFailed:
        return BuildFailed(message, self.line)

    def build(self) -> Build:
        for one in self.instructions:
            self.line = one.line
            if one.name == "FROM" and self.stages and self.stage.name == self.target:
                break
            rest = self.expand(one.rest) if one.name in _EXPANDED else one.rest
            if one.name == "ARG" and not self.stages:
                self.argument(rest, self.globals)
                continue
            getattr(self, "do_" + one.name.lower())(one, rest)
        if self.target and self.stage.name != self.target:
            raise self.fail("target stage '%s' could not be found" % self.target)
        return Build(self.stage, self.needed_layers(), self.secrets)

    def needed_layers(self) -> list:
        """The layers of the stages that the last one needs: the others are not built."""
        needed, waiting = [], [self.stage]
        while waiting:
            one = waiting.pop()
            if one not in needed:
                needed.append(one)
                waiting += one.sources
        found = []
        for stage in self.stages:
            if stage in needed:
                found += [layer for layer in stage.layers if layer not in found]
        return found

    def expand(self, text: str) -> str:
        variables = dict(self.globals) if not self.stages else dict(self.stage.args, **self.stage.env)

        def value(match: "re.Match") -> str:
            if match[0] == "\\$":
                return "$"
            found = variables.get(match[1] or match[2], "")
            if match[3] == ":-":
                return found or match[4]
            return (match[4] if found else "") if match[3] == ":+" else found

        return _VARIABLE.sub(value, text)

    def argument(self, rest: str, into: dict) -> None:
        for word in words_of(rest):
            name, equals, value = word.partition("=")
            if name in self.build_args:
                into[name] = self.build_args[name]
            elif equals:
                into[name] = value
            elif into is not self.globals and name in self.globals:
                into[name] = self.globals[name]

    def layer(self, one: object, facts: str) -> Layer:
        made = Layer(one.text, hashlib.sha256((self.stage.key + one.text + facts).encode()).hexdigest())
        made.history = one.text
        self.stage.key = made.key
        self.stage.layers.append(made)
        return made

    # instructions

    def do_from(self, one: object, rest: str) -> None:
        rest = self.from_words(one.rest)
        words = rest.split()
        earlier = next((stage for stage in self.stages if stage.name and stage.name == words[0].lower()), None)
        name = words[2].lower() if len(words) == 3 else ""
        if earlier is None and not docker_files.is_image(words[0]):
            raise self.fail("%s: no stage before this is called that, and no registry has such an image" % words[0])
        made = Stage(words[0], name)
        if earlier is not None:
            made.follow(earlier)
            made.sources.append(earlier)
        self.stages.append(made)

    def from_words(self, text: str) -> str:
        stages, self.stages = self.stages, []
        found = self.expand(text)
        self.stages = stages
        return found

    def do_arg(self, one: object, rest: str) -> None:
        self.argument(rest, self.stage.args)

    def do_env(self, one: object, rest: str) -> None:
        self.stage.env.update(pairs(rest))
        self.stage.key = hashlib.sha256((self.stage.key + "ENV" + rest).encode()).hexdigest()

    def do_label(self, one: object, rest: str) -> None:
        self.stage.labels.update(pairs(rest))

    def do_maintainer(self, one: object, rest: str) -> None:
        self.stage.labels["maintainer"] = rest

    def do_onbuild(self, one: object, rest: str) -> None:
        """Is for images that are made of this one."""

    def do_user(self, one: object, rest: str) -> None:
        self.stage.user = rest.split(":")[0]
        name = self.stage.user
        known = name.isdigit() or name in self.stage.machine.users
        self.stage.missing_user = "" if known else name
        self.stage.key = hashlib.sha256((self.stage.key + "USER" + rest).encode()).hexdigest()

    def do_workdir(self, one: object, rest: str) -> None:
        self.stage.workdir = join(self.stage.workdir, rest.strip("\"'"))
        files = self.stage.machine.files
        if not files.is_folder(self.stage.workdir):
            files[self.stage.workdir + "/"] = File(None, "root", 0o755)
        self.stage.key = hashlib.sha256((self.stage.key + "WORKDIR" + rest).encode()).hexdigest()

    def do_shell(self, one: object, rest: str) -> None:
        self.stage.shell = list(one.words)

    def do_expose(self, one: object, rest: str) -> None:
        self.stage.ports += [int(word) for word in re.findall(r"\b\d{1,5}\b", rest)]

    def do_volume(self, one: object, rest: str) -> None:
        self.stage.volumes += one.words or rest.split()

    def do_stopsignal(self, one: object, rest: str) -> None:
        self.stage.stopsignal = rest if rest.isdigit() or rest.startswith("SIG") else "SIG" + rest

    def do_healthcheck(self, one: object, rest: str) -> None:
        command = re.sub(r"(?i)^cmd\s+", "", rest)
        from .dockerfile import exec_form

        listed = exec_form(command)
        self.stage.healthcheck = None if rest.upper() == "NONE" else listed or [*self.stage.shell, command]

    def do_cmd(self, one: object, rest: str) -> None:
        self.stage.cmd = one.words if one.words is not None else rest
        self.stage.own_cmd = True

    def do_entrypoint(self, one: object, rest: str) -> None:
        self.stage.entrypoint = one.words if one.words is not None else rest
        if not self.stage.own_cmd:  # that of the base was for its own entry point
            self.stage.cmd = None

    def do_run(self, one: object, rest: str) -> None:
        stage, machine = self.stage, self.stage.machine
        if stage.missing_user:
            raise self.fail("unable to find user %s: no matching entries in passwd file" % stage.missing_user)
        if stage.base == "scratch" and one.words is None:
            raise self.fail("exec /bin/sh: no such file or directory")
        layer = self.layer(one, repr(sorted(stage.args.items())) + repr(one.heredocs))
        used = {name: value for name, value in stage.args.items()}
        layer.history = " ".join("%s=%s" % pair for pair in used.items()) + " " + one.text
        machine.user, machine.cwd, machine.env = stage.user, stage.workdir, stage.env
        before = dict(machine.files)
        mounted = self.mount(one)
        script = "\n".join(text for _, text in one.heredocs) or (
            " ".join(one.words) if one.words is not None else rest)
        try:
            Script(machine, dict(stage.args, **stage.env)).run(script)
        except Failed as error:
            raise self.fail("RUN failed: %s" % error) from None
        finally:
            for path in mounted:
                machine.files.remove(path)
        for path, file in machine.files.items():
            if before.get(path) is not file and file.content is not None:
                layer.added[path] = file.content

    def mount(self, one: object) -> list:
        """Puts what --mount=type=secret and type=bind give in place, for this step only."""
        found = []
        for name, value in one.flags:
            options = dict(part.partition("=")[::2] for part in value.split(",")) if name == "mount" else {}
            if options.get("type") == "secret":
                ident = options.get("id", "")
                path = options.get("target") or options.get("dst") or "/run/secrets/" + ident
                self.stage.machine.files[path] = File(self.secrets.get(ident, ""), "root", 0o400)
                found.append(path)
            elif options.get("type", "bind") == "bind" and name == "mount" and "from" not in options:
                target = join(self.stage.workdir, options.get("target") or options.get("dst") or ".")
                for path, called in docker_files.chosen(list(self.context), options.get("source", ".")):
                    where = target if path == options.get("source") else join(target, called)
                    self.stage.machine.files[where] = File(self.context[path])
                    found.append(where)
        return found

    def do_copy(self, one: object, rest: str) -> None:
        words = one.words if one.words is not None else words_of(rest)
        if one.words is not None:
            words = [self.expand(word) for word in words]
        *sources, target = words
        origin = one.flag("from")
        held = self.origin(origin) if origin else {path: File(text) for path, text in self.context.items()}
        taken = []
        for source in sources:
            if source.startswith("<<"):
                name = source.lstrip("<-").strip("\"'")
                taken.append((File(dict(one.heredocs).get(name, "")), name, False))
            elif one.name == "ADD" and re.match(r"https?://", source):
                content = self.remote.get(source, "")
                taken.append((File(content, mode=0o600), source.rpartition("/")[2], False))
            elif held is not None:
                taken += self.matching(source, held, bool(origin))
        self.place(one, taken, sources, target)

    do_add = do_copy

    def origin(self, name: str) -> "dict | None":
        """The files that COPY --from can take; None: of an image that we do not know."""
        found = next((stage for stage in self.stages[:-1] if stage.name == name.lower()), None)
        if found is None and name.isdigit() and int(name) < len(self.stages) - 1:
            found = self.stages[int(name)]
        if found is not None:
            self.stage.sources.append(found)
            return found.machine.files
        if not docker_files.is_image(name):
            raise self.fail("no stage before this is called '%s', and no registry has such an image" % name)
        return None

    def matching(self, source: str, held: dict, from_stage: bool) -> list:
        if not from_stage and posixpath.normpath(source).startswith(".."):
            raise self.fail("COPY failed: forbidden path outside the build context: " + source)
        plain = {path.lstrip("/"): file for path, file in held.items()}
        names = [name for name in plain if not name.endswith("/")]
        found = docker_files.chosen(names, source)
        folder = source.strip("/") + "/"
        if not found and not (from_stage and (folder in plain)) and source.strip("./") != "":
            raise self.fail("\"/%s\": not found" % posixpath.normpath(source.strip("/")))
        whole = not (len(found) == 1 and posixpath.normpath(source.lstrip("/")) in plain)
        return [(plain[name], called, whole) for name, called in found]

    def place(self, one: object, taken: list, sources: list, target: str) -> None:
        stage = self.stage
        into = join(stage.workdir, target)
        folder = (target.endswith("/") or target in (".", "..") or len(sources) > 1
                  or any(whole for _, _, whole in taken) or stage.machine.files.is_folder(into))
        owner = one.flag("chown").split(":")[0] or None
        if owner and not owner.isdigit() and owner not in stage.machine.users:
            raise self.fail("unable to convert uid/gid chown string to host mapping: no such user: " + owner)
        if not owner and not one.flag("from"):
            owner = "root"
        mode = int(one.flag("chmod"), 8) if re.fullmatch("[0-7]{3,4}", one.flag("chmod")) else None
        digest = hashlib.sha256()
        added = {}
        for file, called, _ in sorted(taken, key=lambda each: each[1]):
            path = join(into, called) if folder else into
            digest.update(repr((path, file.content, file.mode)).encode())
            added[path] = file.copy(owner, mode)
        layer = self.layer(one, digest.hexdigest())
        if folder and not stage.machine.files.is_folder(into):
            stage.machine.files[into + "/"] = File(None, owner or "root", 0o755)
        stage.machine.files.update(added)
        for path, file in added.items():
            layer.added[path] = file.content


def words_of(rest: str) -> list:
    import shlex

    try:
        return shlex.split(rest)
    except ValueError:
        return rest.split()


def pairs(rest: str) -> dict:
    """NAME=VALUE ..., or the old form NAME VALUE."""
    if "=" not in rest.split(None, 1)[0]:
        name, _, value = rest.partition(" ")
        return {name: value.strip()}
    return dict(word.partition("=")[::2] for word in words_of(rest))
