"""What a container's command becomes: the program that is process 1, and where known servers listen."""

import re
import shlex

from .docker_files import join


def _split(text: str) -> list:
    try:
        return shlex.split(text)
    except ValueError:
        return text.split()


def _fill(words: list, env: dict) -> list:
    """Variables that a shell would put in."""
    def value(match: "re.Match") -> str:
        return env.get(match[1] or match[2]) or match[3] or ""

    return [re.sub(r"\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::-([^}]*))?\})", value, word) for word in words]


def script_of(argv: list, files: dict, workdir: str) -> "str | None":
    """The text of a shell script that argv runs, or None."""
    words = argv[1:] if argv and argv[0].rpartition("/")[2] in ("sh", "bash") else argv
    if not words or words[0].startswith("-"):
        return None
    found = files.get(join(workdir, words[0]))
    if found is None or not found.content or not found.content.startswith("#!"):
        return None
    return found.content if "sh" in found.content.split("\n")[0] else None


def command_of(argv: list, files: dict, env: dict, workdir: str, depth: int = 0) -> tuple:
    """(words of the program that does the work, whether it is process 1)."""
    if depth > 5 or not argv:
        return argv, True
    if argv[0].rpartition("/")[2] in ("sh", "bash", "ash") and len(argv) > 2 and argv[1] in ("-c", "-ec", "-lc"):
        last = re.split(r"&&|;|\n", argv[2])[-1].strip()
        words = _split(last)
        execs = words[:1] == ["exec"]
        words, first = command_of(_fill(words[1:] if execs else words, env), files, env, workdir, depth + 1)
        return words, execs and first
    text = script_of(argv, files, workdir)
    if text is not None:
        lines = [line.strip() for line in text.replace("\\\n", " ").split("\n")]
        last = next((line for line in reversed(lines) if line and line[0] != "#"), "")
        words = _split(last)
        execs = words[:1] == ["exec"]
        words = words[1:] if execs else words
        rest = argv[2:] if argv[0].rpartition("/")[2] in ("sh", "bash") else argv[1:]
        if words == ["$@"]:
            words = rest
        words, first = command_of(_fill(words, env), files, env, workdir, depth + 1)
        return words, execs and first
    if argv[0].rpartition("/")[2] in ("env", "tini", "dumb-init") and len(argv) > 1:
        rest = [word for word in argv[1:] if word != "--" and "=" not in word]
        words, _ = command_of(rest, files, env, workdir, depth + 1)
        return words, argv[0].rpartition("/")[2] == "env"
    return argv, True


def pid_one(argv: list, files: dict, env: dict, workdir: str) -> str:
    words, first = command_of(argv, files, env, workdir)
    if not argv:
        return ""
    return (words[0] if first and words else argv[0])


def _option(words: list, *names: str) -> "str | None":
    for at, word in enumerate(words):
        for name in names:
            if word == name and at + 1 < len(words):
                return words[at + 1]
            if name.startswith("--") and word.startswith(name + "="):
                return word[len(name) + 1:]
            if len(name) == 2 and word.startswith(name) and len(word) > 2 and not word.startswith("--"):
                return word[2:].lstrip("=")
    return None


def listening(argv: list, files: dict, env: dict, workdir: str) -> "str | None":
    words, _ = command_of(argv, files, env, workdir)
    if not words:
        return None
    name, rest = words[0].rpartition("/")[2], words[1:]
    if name.startswith("python") and rest[:1] == ["-m"]:
        name, rest = (rest[1] if len(rest) > 1 else ""), rest[2:]
    elif name.startswith("python") and rest:
        return _script(rest, files, workdir)
    if name == "gunicorn":
        settings = files.get(join(workdir, "gunicorn.conf.py"))
        text = settings.content or "" if settings else ""
        told = re.search(r"""(?m)^bind\s*=\s*["']([^"']+)""", text)
        port = env.get("PORT")
        return (_option(rest, "-b", "--bind") or (_option(_split(env.get("GUNICORN_CMD_ARGS", "")), "-b", "--bind"))
                or (told and told[1]) or ("0.0.0.0:" + port if port else "127.0.0.1:8000"))
    if name == "flask" and "run" in rest:
        host = _option(rest, "-h", "--host") or env.get("FLASK_RUN_HOST") or "127.0.0.1"
        return "%s:%s" % (host, _option(rest, "-p", "--port") or env.get("FLASK_RUN_PORT") or "5000")
    if name in ("uvicorn", "fastapi"):
        return "%s:%s" % (_option(rest, "--host") or "127.0.0.1", _option(rest, "--port") or "8000")
    if name == "waitress-serve":
        return _option(rest, "--listen") or "0.0.0.0:8080"
    if name == "http.server":
        port = next((word for word in rest if word.isdigit()), "8000")
        return "%s:%s" % (_option(rest, "-b", "--bind") or "0.0.0.0", port)
    return None


def _script(rest: list, files: dict, workdir: str) -> "str | None":
    if rest[0].endswith("manage.py"):
        if rest[1:2] != ["runserver"]:
            return None
        place = rest[2] if len(rest) > 2 and not rest[2].startswith("-") else "127.0.0.1:8000"
        return place if ":" in place else "127.0.0.1:" + place
    found = files.get(join(workdir, rest[0]))
    match = re.search(r"\.run\(([^)]*)\)", found.content or "") if found else None
    if match is None:
        return None
    host = re.search(r"""host\s*=\s*["']([^"']*)""", match[1])
    port = re.search(r"port\s*=\s*(\d+)", match[1])
    return "%s:%s" % (host[1] if host else "127.0.0.1", port[1] if port else "5000")
