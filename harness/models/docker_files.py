"""The file system of an image, contexts with .dockerignore, and what base images hold. See
dockerfile.py. A file is (content or None, owner, mode); folders are there where something is in them."""

import posixpath
import re

DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_SLIM = ("sh", "ls", "cat", "cp", "mv", "rm", "mkdir", "chmod", "chown", "touch", "ln", "sed", "grep", "find", "tar",
         "echo", "env", "sleep", "id", "test", "true", "false", "printf", "date", "head", "tail", "sort", "tee")
_DEBIAN = _SLIM + ("bash", "apt-get", "apt", "dpkg", "useradd", "groupadd", "adduser", "addgroup", "su", "perl")
_ALPINE = _SLIM + ("apk", "adduser", "addgroup", "su", "wget", "nc")
_BUILD = ("gcc", "g++", "make", "git", "curl", "wget", "pkg-config")
_PYTHON = ("python", "python3", "pip", "pip3")
# Commands that are missing where nothing has brought them; any other is taken to be there.
OPTIONAL = _BUILD + _PYTHON + ("bash", "apt-get", "apt", "apk", "node", "npm", "nc", "sudo", "useradd", "groupadd", "vim",
                               "nginx", "tini", "uv", "poetry", "psql", "ping", "unzip", "cargo", "go", "perl")


def tools_of(image: str) -> tuple:
    """Commands that an image brings, by its name."""
    name, _, tag = image.partition("@")[0].partition(":")
    name = name.rpartition("library/")[2]
    if name == "scratch" or "distroless" in name:
        return _PYTHON[:2] if "python" in name else ()
    slim, alpine = "slim" in tag, "alpine" in tag or name == "alpine"
    system = _ALPINE if alpine else _DEBIAN
    if name in ("python", "pypy"):
        return system + _PYTHON + (() if slim or alpine else _BUILD)
    if name in ("node",):
        return system + ("node", "npm", "npx") + (() if slim or alpine else _BUILD + _PYTHON[:2])
    if name in ("gcc", "buildpack-deps"):
        return system + _BUILD
    if name in ("golang", "rust"):
        return system + _BUILD + ("go", "cargo")
    return system + (("nginx", "curl") if name == "nginx" else ())


KNOWN = ("scratch", "python", "debian", "ubuntu", "alpine", "node", "nginx", "busybox", "gcc", "golang", "rust", "redis",
         "postgres", "pypy", "buildpack-deps", "fedora", "httpd", "mysql", "memcached", "eclipse-temurin")


def is_image(name: str) -> bool:
    """Whether a name can be that of an image that a registry has."""
    return bool(re.search(r"[/.@]", name)) or name.partition(":")[0] in KNOWN


def python_of(image: str) -> str:
    """"3.12" of python:3.12-slim."""
    match = re.match(r"\d+\.\d+", image.partition(":")[2])
    return match[0] if match else "3.13"


class File:
    __slots__ = ("content", "owner", "mode", "link")

    def __init__(self, content: "str | None" = None, owner: str = "root", mode: int = 0o644, link: str = "") -> None:
        self.content = content
        self.owner = owner
        self.mode = mode
        self.link = link

    def copy(self, owner: "str | None" = None, mode: "int | None" = None) -> "File":
        return File(self.content, owner or self.owner, self.mode if mode is None else mode, self.link)


class Files(dict):
    """Absolute path -> File; a folder that was made is there as File(None, mode=0o755) with a / behind."""

    def under(self, folder: str) -> list:
        """The paths of files below a folder."""
        prefix = folder.rstrip("/") + "/"
        return [path for path in self if path.startswith(prefix) and path != prefix]

    def is_folder(self, path: str) -> bool:
        return path.rstrip("/") == "" or path.rstrip("/") + "/" in self or bool(self.under(path))

    def has(self, path: str) -> bool:
        return path in self or self.is_folder(path)

    def remove(self, path: str) -> None:
        for one in [path, path.rstrip("/") + "/", *self.under(path)]:
            self.pop(one, None)

    def owner_of(self, path: str) -> "str | None":
        for one in (path, path.rstrip("/") + "/"):
            if one in self:
                return self[one].owner
        return "root" if self.is_folder(path) else None

    def may_write(self, user: str, folder: str) -> bool:
        """Whether a user may make something in a folder: by the nearest folder that is known."""
        if user == "root":
            return True
        while True:
            key = folder.rstrip("/") + "/"
            if key in self:
                return self[key].owner == user or bool(self[key].mode & 0o002)
            if folder in ("", "/"):
                return False
            if folder in ("/tmp", "/var/tmp", "/dev/shm", "/home/" + user):
                return True
            folder = posixpath.dirname(folder)


def join(folder: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(folder or "/", path))


def _glob(pattern: str) -> "re.Pattern":
    """A pattern of .dockerignore or COPY: ** over folders, as Go's filepath.Match else."""
    out = re.sub(r"\\\*\\\*/", "(?:.*/)?", re.escape(pattern))
    out = out.replace(r"\*\*", ".*").replace(r"\*", "[^/]*").replace(r"\?", "[^/]")
    return re.compile("(?s:" + out + r")(/.*)?\Z")


def ignored(text: str) -> object:
    """The test that a .dockerignore makes."""
    rules = []
    for line in text.split("\n"):
        line = line.strip()
        if not line or line[0] == "#":
            continue
        negative = line[0] == "!"
        pattern = posixpath.normpath(line[1:].strip() if negative else line).lstrip("/")
        if pattern not in (".", ""):
            rules.append((negative, _glob(pattern)))

    def test(path: str) -> bool:
        out = False
        for negative, pattern in rules:
            if pattern.match(path):
                out = not negative
        return out

    return test


def sent(context: dict) -> dict:
    """What of a context reaches the builder."""
    test = ignored(context.get(".dockerignore", ""))
    return {path: text for path, text in context.items() if not test(path)}


def chosen(names: list, source: str) -> list:
    """[(name, what it is called at the destination)] that a COPY source holds; a folder gives its
    content."""
    source = posixpath.normpath(source.lstrip("/")) if source.strip("/") else "."
    if source == ".":
        return [(name, name) for name in names]
    if re.search(r"[*?\[]", source):
        pattern = re.compile(_glob(source).pattern.replace(r"(/.*)?\Z", r"\Z"))
        found = []
        tops = sorted({name[:end.start()] for name in names for end in re.finditer("/|$", name)})
        for top in tops:
            if pattern.match(top):
                below = [name for name in names if name.startswith(top + "/")]
                found += [(name, name[len(top) + 1:]) for name in below]
                if top in names:
                    found.append((top, posixpath.basename(top)))
        return found
    if source in names:
        return [(source, posixpath.basename(source))]
    return [(name, name[len(source) + 1:]) for name in names if name.startswith(source + "/")]
