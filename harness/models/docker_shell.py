"""What RUN does to the files of an image, as far as it can be told without running it. See dockerfile.py.

Known are apt-get, apk, pip, venv, users, mkdir, rm, cp, mv, touch, chown, chmod, ln, cat, echo with >, and
curl and wget with an output file. Any other command does nothing, and fails where its program is one
that images do not have by themselves and nothing has installed."""

import re
import shlex

from . import globs
from .docker_files import OPTIONAL, File, join, python_of

# Debian's and Alpine's packages that bring commands of another name.
_BRINGS = {"build-essential": ("gcc", "g++", "make"), "build-base": ("gcc", "g++", "make"), "python3": ("python3",),
           "python3-pip": ("pip", "pip3"), "py3-pip": ("pip", "pip3"), "netcat-openbsd": ("nc",), "nodejs": ("node",),
           "postgresql-client": ("psql",), "iputils-ping": ("ping",), "g++": ("g++", "gcc"), "pkgconf": ("pkg-config",)}
# Python packages with commands, and what comes with them.
_COMMANDS = {"flask": ("flask",), "gunicorn": ("gunicorn",), "uvicorn": ("uvicorn",), "pytest": ("pytest",),
             "django": ("django-admin",), "celery": ("celery",), "waitress": ("waitress-serve",), "uv": ("uv",),
             "poetry": ("poetry",), "hypercorn": ("hypercorn",), "alembic": ("alembic",), "supervisor": ("supervisord",)}
_NEEDS_COMPILER = ("psycopg2", "uwsgi", "mysqlclient")
_VALUED = ("-r", "--requirement", "-c", "--constraint", "-t", "--target", "--prefix", "--root", "-i", "--index-url",
           "--extra-index-url", "-w", "--wheel-dir", "-f", "--find-links", "--cache-dir", "--python", "--timeout")


class Failed(Exception):
    """A command of a RUN ended with an error; the text is what it says."""


class Machine:
    """A stage under construction: files, users, commands, environment."""

    def __init__(self, image: str, tools: tuple) -> None:
        self.image = image
        self.tools = set(tools)
        self.everything = False  # scratch and the like have nothing at all
        self.lists = False  # whether apt-get update has been run, and its lists are still there
        self.users = {"root", "nobody", "www-data"} | ({"node"} if image.startswith("node") else set())
        self.packages: list = []
        self.pip: dict = {}  # folder of site-packages -> names
        self.files: dict = {}
        self.user = "root"
        self.cwd = "/"
        self.env: dict = {}

    def clone(self, other: "Machine") -> None:
        for name in ("tools", "users", "packages"):
            setattr(self, name, type(getattr(other, name))(getattr(other, name)))
        self.pip = {key: list(value) for key, value in other.pip.items()}
        self.lists, self.image = other.lists, other.image

    def search(self, name: str) -> "str | None":
        """The path of a program, or None. What the image brought by itself has no path of its own."""
        if "/" in name:
            path = join(self.cwd, name)
            return path if path in self.files or (path.rpartition("/")[2] in self.tools
                                                  and path.startswith(("/bin", "/usr", "/sbin"))) else None
        for folder in self.env.get("PATH", "").split(":"):
            if join(folder, name) in self.files:
                return join(folder, name)
        return name if name in self.tools or name not in OPTIONAL + tuple(_ALL_COMMANDS) else None

    def put(self, path: str, content: "str | None", mode: int = 0o644) -> None:
        folder = path.rstrip("/").rpartition("/")[0]
        if not self.files.may_write(self.user, folder or "/"):
            raise Failed("%s: Permission denied (the user is %s)" % (path, self.user))
        self.files[path] = File(content, self.user, mode)


_ALL_COMMANDS = {one for each in _COMMANDS.values() for one in each}


class Script:
    """One RUN in shell form."""

    def __init__(self, machine: Machine, variables: dict) -> None:
        self.machine = machine
        self.variables = dict(variables)
        self.cwd = machine.cwd

    def run(self, text: str) -> None:
        text = re.sub(r"^\s*set\s+-[a-z]*e[a-z]*\s*(&&|;|\n)", "", text)
        ok, fault = True, None
        listed = globs.commands(text)
        for joined, command in listed:
            if (joined == "&&" and not ok) or (joined == "||" and ok):
                continue
            try:
                for part in re.split(r"(?<!\|)\|(?!\|)", command):
                    self.command(part.strip())
                ok = True
            except Failed as error:
                ok, fault = False, error
        if not ok:
            raise fault

    def expand(self, text: str) -> str:
        def value(match: "re.Match") -> str:
            name, default = match[1] or match[2], match[3]
            return self.variables.get(name) or default or ""

        return re.sub(r"\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::-([^}]*))?\})", value, text)

    def command(self, text: str) -> None:
        try:
            words = shlex.split(re.sub(r"(\d?>>?|<)\s*", r" \1 ", self.expand(text)) if ">" in text
                                else self.expand(text))
        except ValueError:
            words = self.expand(text).split()
        target, append = None, False
        for mark in (">", ">>", "1>"):
            if mark in words and words.index(mark) + 1 < len(words):
                at = words.index(mark)
                target, append = join(self.cwd, words[at + 1]), mark == ">>"
                del words[at:at + 2]
        while words and re.fullmatch(r"[A-Za-z_]\w*=.*", words[0], re.DOTALL):
            words.pop(0)
        while words[:1] and words[0] in ("sudo", "time", "exec", "(", "{", "then", "do"):
            words.pop(0)
        if words[:1] == ["python"] or words[:1] == ["python3"]:
            if words[1:2] == ["-m"] and words[2:3] and words[2] in ("pip", "venv"):
                self.need(words[0])
                words = words[2:]
        said = self.act(words) if words else ""
        if target and target != "/dev/null":
            old = self.machine.files.get(target)
            before = old.content if append and old is not None and old.content else ""
            self.machine.put(target, before + (said or ""))

    def need(self, name: str) -> None:
        if self.machine.search(name) is None:
            raise Failed("%s: not found" % name)

    def act(self, words: list) -> "str | None":
        name, args = words[0], words[1:]
        base = name.rpartition("/")[2]
        if base not in ("pip", "venv") or "/" in name:
            self.need(name)
        plain = [one for one in args if not one.startswith("-")]
        handler = getattr(self, "do_" + re.sub(r"\W", "_", {"pip3": "pip", "apt": "apt-get"}.get(base, base)), None)
        return handler(args, plain, name) if handler else None

    def root_only(self, what: str) -> None:
        if self.machine.user != "root":
            raise Failed("%s: Permission denied (the user is %s, not root)" % (what, self.machine.user))

    # packages

    def do_apt_get(self, args: list, plain: list, name: str) -> None:
        self.root_only("apt-get")
        if plain[:1] == ["update"]:
            self.machine.lists = True
        elif plain[:1] == ["install"]:
            if not self.machine.lists and plain[1:]:
                raise Failed("E: Unable to locate package %s (no apt-get update before, or its lists are gone)"
                             % plain[1])
            if not set(args) & {"-y", "--yes", "-yq", "-qy", "-yqq", "-qqy", "--assume-yes"}:
                raise Failed("apt-get install: nobody answers its question: -y is missing")
            self.install(plain[1:])

    def do_apk(self, args: list, plain: list, name: str) -> None:
        self.root_only("apk")
        if plain[:1] == ["add"]:
            self.install([one for one in plain[1:] if one not in (".build", ".build-deps")])

    def install(self, packages: list) -> None:
        for package in packages:
            package = package.split("=")[0]
            self.machine.packages.append(package)
            self.machine.tools.update(_BRINGS.get(package, (package,)))

    def do_venv(self, args: list, plain: list, name: str) -> None:
        folder = join(self.cwd, plain[0]) if plain else self.cwd
        for one in ("python", "python3", "pip"):
            self.machine.put(folder + "/bin/" + one, None, 0o755)

    def do_pip(self, args: list, plain: list, name: str) -> None:
        if not args or args[0] not in ("install", "wheel"):
            return
        if "/" not in name and self.machine.search("pip") is None:
            raise Failed("pip: not found")
        names, places = self.wanted(args[1:])
        program = self.machine.search(name) if "/" in name else self.machine.search("pip")
        for one in names:
            if one in _NEEDS_COMPILER and "gcc" not in self.machine.tools:
                raise Failed("error: command 'gcc' failed: No such file or directory (building %s)" % one)
        if args[0] == "wheel":
            folder = join(self.cwd, places.get("-w") or places.get("--wheel-dir") or ".")
            for one in names:
                self.machine.put("%s/%s.whl" % (folder, one), None)
            return
        self.place(names, places, args, program or "")

    def wanted(self, args: list) -> tuple:
        """(names of packages, option -> value)."""
        names, places, at = [], {}, 0
        while at < len(args):
            word = args[at]
            option, equals, value = word.partition("=")
            if option in _VALUED and (not equals or not option.startswith("--")):
                at += 1
                option, value = word, args[at] if at < len(args) else ""
            if option in ("-r", "--requirement"):
                names += self.requirements(value)
            elif option in _VALUED:
                places[option] = value
            elif not word.startswith("-"):
                names += self.named(word)
            at += 1
        return names, places

    def named(self, word: str) -> list:
        if word.startswith((".", "/")):
            path = join(self.cwd, word.split("[")[0])
            files = self.machine.files
            if word.endswith(".whl") or "*" in word:
                found = [one for one in files if globs.path_regex(path).match(one)]
                return [one.rpartition("/")[2][:-4] for one in found]
            if path + "/pyproject.toml" not in files and path + "/setup.py" not in files:
                raise Failed("ERROR: Directory '%s' is not installable. Neither 'setup.py' nor 'pyproject.toml' "
                             "found." % word)
            return ["."]
        return [re.split(r"[<>=!~\[; @]", word)[0].lower()]

    def requirements(self, value: str) -> list:
        path = join(self.cwd, value)
        if path not in self.machine.files:
            raise Failed("ERROR: Could not open requirements file: No such file or directory: '%s'" % value)
        lines = [line.split("#")[0].strip() for line in (self.machine.files[path].content or "").split("\n")]
        return [name for line in lines if line and line[0] != "-" for name in self.named(line)]

    def place(self, names: list, places: dict, args: list, program: str) -> None:
        """Puts packages where pip would: a venv, a prefix, a target, the user's, or the system's."""
        version = python_of(self.machine.image)
        bin_folder = site = ""
        if "--target" in places or "-t" in places:
            site = join(self.cwd, places.get("--target") or places["-t"])
            bin_folder = site + "/bin"
        else:
            prefix = "/usr/local"
            if "--prefix" in places:
                prefix = join(self.cwd, places["--prefix"])
            elif program.endswith("/bin/pip") and program.startswith("/"):
                prefix = program[:-8]
            home = "/root" if self.machine.user == "root" else "/home/" + self.machine.user
            if "--user" in args or not self.machine.files.may_write(self.machine.user, prefix):
                prefix = home + "/.local"
            site, bin_folder = "%s/lib/python%s/site-packages" % (prefix, version), prefix + "/bin"
        for name in names:
            self.machine.put("%s/%s" % (site, name), None)
            self.machine.pip.setdefault(site, []).append(name)
            for one in _COMMANDS.get(name, ()):
                self.machine.put("%s/%s" % (bin_folder, one), None, 0o755)

    # users

    def do_useradd(self, args: list, plain: list, name: str) -> None:
        self.root_only(name)
        names = [one for one in plain if re.fullmatch(r"[a-z_][a-z0-9_-]*", one)]
        if names:
            self.machine.users.add(names[-1])
            if set(args) & {"-m", "--create-home", "-mr", "-rm"} or name.endswith("adduser"):
                self.machine.files["/home/%s/" % names[-1]] = File(None, names[-1], 0o755)

    do_adduser = do_useradd

    # files

    def paths(self, words: list) -> list:
        """Words as paths, patterns in them filled in."""
        found = []
        for word in words:
            path = join(self.cwd, word)
            if "*" in word:
                found += [one for one in self.machine.files if globs.path_regex(path).match(one)]
            else:
                found.append(path)
        return found

    def do_cd(self, args: list, plain: list, name: str) -> None:
        self.cwd = join(self.cwd, plain[0]) if plain else "/root"

    def do_mkdir(self, args: list, plain: list, name: str) -> None:
        for path in self.paths(plain):
            if not self.machine.files.is_folder(path):
                self.machine.put(path + "/", None, 0o755)

    def do_rm(self, args: list, plain: list, name: str) -> None:
        for word in plain:
            if join(self.cwd, word).startswith("/var/lib/apt/lists"):
                self.machine.lists = False
        for path in self.paths(plain):
            self.machine.files.remove(path)

    def do_touch(self, args: list, plain: list, name: str) -> None:
        for path in self.paths(plain):
            if path not in self.machine.files:
                self.machine.put(path, "")

    def do_cp(self, args: list, plain: list, name: str) -> None:
        if len(plain) < 2:
            return
        files, target = self.machine.files, join(self.cwd, plain[-1])
        for path in self.paths(plain[:-1]):
            if not files.has(path):
                raise Failed("%s: cannot stat '%s': No such file or directory" % (name, path))
            into = target + "/" + path.rpartition("/")[2] if files.is_folder(target) else target
            for one in [path] if path in files else files.under(path):
                self.machine.put(into + one[len(path):], files[one].content, files[one].mode)
            if name.endswith("mv"):
                files.remove(path)

    do_mv = do_cp

    def do_ln(self, args: list, plain: list, name: str) -> None:
        if len(plain) == 2:
            self.machine.put(join(self.cwd, plain[1]), None, 0o777)

    def do_chown(self, args: list, plain: list, name: str) -> None:
        if len(plain) < 2:
            return
        self.root_only(name)
        owner = re.split("[:.]", plain[0])[0]
        if owner and not owner.isdigit() and owner not in self.machine.users:
            raise Failed("chown: invalid user: '%s'" % plain[0])
        self.change(self.paths(plain[1:]), args, owner=owner or None)

    def do_chmod(self, args: list, plain: list, name: str) -> None:
        if len(plain) < 2 and not any(re.match(r"[-+]?[rwx]", one) for one in args):
            return
        word = plain[0]
        mode = int(word, 8) if re.fullmatch("[0-7]{3,4}", word) else 0o755 if "x" in word else None
        self.change(self.paths(plain[1:]), args, mode=mode)

    def change(self, paths: list, args: list, **what: object) -> None:
        files = self.machine.files
        deep = any(re.match("-[a-zA-Z]*R|--recursive", one) for one in args)
        for path in paths:
            if not files.has(path):
                raise Failed("cannot access '%s': No such file or directory" % path)
            if path not in files and path + "/" not in files:
                files[path + "/"] = File(None, "root", 0o755)
            for one in [path, path + "/"] + (files.under(path) if deep else []):
                if one in files:
                    files[one] = files[one].copy(**what)

    def do_cat(self, args: list, plain: list, name: str) -> str:
        found = []
        for path in self.paths(plain):
            if path not in self.machine.files:
                raise Failed("cat: %s: No such file or directory" % path)
            found.append(self.machine.files[path].content or "")
        return "".join(found)

    def do_echo(self, args: list, plain: list, name: str) -> str:
        return " ".join(one for at, one in enumerate(args) if at or one not in ("-n", "-e")) + "\n"

    do_printf = do_echo

    def do_curl(self, args: list, plain: list, name: str) -> None:
        for at, word in enumerate(args[:-1]):
            if word in ("-o", "--output", "-O") and not args[at + 1].startswith(("-", "http")):
                self.machine.put(join(self.cwd, args[at + 1]), None)

    do_wget = do_curl
