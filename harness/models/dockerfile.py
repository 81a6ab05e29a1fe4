"""Kind `dockerfile`: a Dockerfile, built by a simulator (docker_build) on a context that the case gives.

What it models: stages and COPY --from, .dockerignore, ARG and ENV, USER, WORKDIR, exec and shell forms,
ENTRYPOINT with CMD, the layer cache, what a secret leaves behind, the usual package managers and file
commands of RUN. What it does not: what other programs do, the content of packages, other people's
Dockerfiles (ONBUILD), platforms.
"""

import json
import re

from . import Text, blame, tree
from .docker_build import Build, BuildFailed, Builder

KNOWN = ("ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER",
         "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR")
_FLAGS = {"FROM": ("platform",), "COPY": ("from", "chown", "chmod", "link", "parents", "exclude"),
          "ADD": ("chown", "chmod", "link", "checksum", "keep-git-dir", "exclude"),
          "RUN": ("mount", "network", "security"),
          "HEALTHCHECK": ("interval", "timeout", "start-period", "start-interval", "retries")}
_HEREDOC = re.compile(r"""<<(-?)(["']?)([A-Za-z_]\w*)\2""")
INSTRUCTIONS = 1000


class Instruction:
    """One instruction. `words` is the exec form's list, or None for the shell form."""

    def __init__(self, name: str, flags: list, rest: str, line: int) -> None:
        self.name = name
        self.flags = flags  # (name, value)
        self.rest = rest
        self.line = line
        self.heredocs: list = []  # (name, text)
        self.words = exec_form(rest)

    def flag(self, name: str, default: str = "") -> str:
        return next((value for one, value in self.flags if one == name), default)

    @property
    def text(self) -> str:
        flags = "".join("--%s=%s " % one if one[1] else "--%s " % one[0] for one in self.flags)
        return "%s %s%s" % (self.name, flags, " ".join(self.rest.split()))


def exec_form(rest: str) -> "list | None":
    """The words of ["a", "b"]; anything that is not quite JSON is the shell form, as for Docker."""
    if not rest.lstrip().startswith("["):
        return None
    try:
        found = json.loads(rest)
    except ValueError:
        return None
    return found if all(isinstance(one, str) for one in found) else None


class Image:
    """What the cases ask."""

    def __init__(self, text: Text, instructions: list) -> None:
        self._text = text
        self._instructions = instructions

    def build(self, context: "dict | None" = None, **more: object) -> Build:
        """The image of a context {path: text}. Keywords: args, target, secrets, remote ({url: text})."""
        try:
            return Builder(self._instructions, context or {}, more).build()
        except BuildFailed as error:
            blame(self._text, error.line, error)
            raise

    def rebuilt(self, context: dict, changes: dict, **more: object) -> list:
        """The RUN, COPY and ADD instructions that are done again when `changes` ({path: new text, None:
        gone}) are made to the context after a build; `args` may hold (before, after)."""
        args = more.pop("args", {})
        before = {key: value[0] if isinstance(value, tuple) else value for key, value in args.items()}
        after = {key: value[-1] if isinstance(value, tuple) else value for key, value in args.items()}
        edited = {path: text for path, text in dict(context, **changes).items() if text is not None}
        first = self.build(context, args=before, **more)
        again = self.build(edited, args=after, **more)
        known = {layer.key for layer in first._all_layers}
        return [layer.text for layer in again._all_layers
                if layer.key not in known and layer.text.split()[0] in ("RUN", "COPY", "ADD")]

    @property
    def stages(self) -> list:
        """[base, name or ""] of each stage."""
        found = []
        for one in self._instructions:
            if one.name == "FROM":
                words = one.rest.split()
                found.append([words[0], words[2] if len(words) == 3 else ""])
        return found

    def instructions(self, name: str) -> list:
        """The arguments of all instructions of a name, in order."""
        return [one.rest for one in self._instructions if one.name == name.upper()]


class Reader:
    def __init__(self, text: Text) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.at = 0
        self.escape = "\\"

    def document(self) -> Image:
        self.directives()
        found = []
        while self.at < len(self.lines):
            if not self.lines[self.at].strip() or self.lines[self.at].lstrip().startswith("#"):
                self.at += 1
                continue
            found.append(self.instruction())
            if len(found) > INSTRUCTIONS:
                raise self.text.fault("more than %d instructions" % INSTRUCTIONS, found[-1].line)
        self.check(found)
        return Image(self.text, found)

    def directives(self) -> None:
        for line in self.lines:
            match = re.match(r"#\s*([a-z]+)\s*=\s*(\S+)", line)
            if not match:
                return
            if match[1] == "escape" and match[2] in ("\\", "`"):
                self.escape = match[2]

    def instruction(self) -> Instruction:
        line = self.at + 1
        parts = []
        while self.at < len(self.lines):
            current = self.lines[self.at]
            self.at += 1
            if parts and (not current.strip() or current.lstrip().startswith("#")):
                continue
            stripped = current.rstrip()
            if not stripped.endswith(self.escape):
                parts.append(current)
                break
            parts.append(stripped[:-1])
        whole = "\\\n".join(parts) if len(parts) > 1 else parts[0]
        name, _, rest = whole.strip().partition(" ")
        name, tab, more = name.partition("\t")
        rest = (more + " " + rest if tab else rest).replace("\\\n", " ").strip()
        if name.upper() not in KNOWN:
            raise self.text.fault("unknown instruction: %s%s" % (name, tree.suggest(name, KNOWN)), line)
        made = Instruction(name.upper(), *self.flags(name.upper(), rest, line), line)
        self.heredocs(made)
        if not made.rest:
            raise self.text.fault("%s needs an argument" % made.name, line)
        return made

    def flags(self, name: str, rest: str, line: int) -> tuple:
        found = []
        while rest.startswith("--"):
            word, _, rest = rest.partition(" ")
            key, _, value = word[2:].partition("=")
            if key not in _FLAGS.get(name, ()):
                raise self.text.fault("%s has no option --%s%s" % (name, key, tree.suggest(key, _FLAGS.get(name, ()))),
                                      line)
            found.append((key, value))
            rest = rest.lstrip()
        return found, rest

    def heredocs(self, made: Instruction) -> None:
        if made.name not in ("RUN", "COPY", "ADD"):
            return
        for dash, _, word in _HEREDOC.findall(made.rest):
            body = []
            while self.at < len(self.lines):
                current = self.lines[self.at]
                self.at += 1
                if (current.lstrip("\t") if dash else current) == word:
                    break
                body.append(current.lstrip("\t") if dash else current)
            else:
                raise self.text.fault("the text that begins here never ends: there is no line '%s'" % word, made.line)
            made.heredocs.append((word, "".join(one + "\n" for one in body)))

    def check(self, found: list) -> None:
        first = next((one for one in found if one.name != "ARG"), None)
        if first is None:
            raise self.text.fault("the file has no FROM: no image to begin with", 1)
        if first.name != "FROM":
            raise self.text.fault("%s before the first FROM: only ARG may stand there" % first.name, first.line)
        names: set = set()
        for one in found:
            if one.name == "FROM":
                words = one.rest.split()
                if len(words) not in (1, 3) or (len(words) == 3 and words[1].upper() != "AS"):
                    raise self.text.fault("FROM takes an image, and perhaps AS and a name", one.line)
                if len(words) == 3 and words[2].lower() in names:
                    raise self.text.fault("two stages are called '%s'" % words[2], one.line)
                names.add(words[-1].lower() if len(words) == 3 else "")
            elif one.name in ("COPY", "ADD") and len(one.words or one.rest.split()) < 2:
                raise self.text.fault("%s needs a source and a destination" % one.name, one.line)
            elif one.name == "SHELL" and one.words is None:
                raise self.text.fault("SHELL takes a list in double quotes: [\"/bin/bash\", \"-c\"]", one.line)
            elif one.name == "EXPOSE":
                self.ports(one)
            elif one.name in ("ENV", "LABEL") and "=" not in one.rest and len(one.rest.split(None, 1)) < 2:
                raise self.text.fault("%s takes NAME=VALUE" % one.name, one.line)
            elif one.name == "HEALTHCHECK" and not re.match(r"(NONE\s*$|CMD\s+\S)", one.rest, re.IGNORECASE):
                raise self.text.fault("HEALTHCHECK takes CMD and a command, or NONE", one.line)

    def ports(self, one: Instruction) -> None:
        for word in one.rest.split():
            if "$" not in word and not re.fullmatch(r"\d{1,5}(-\d{1,5})?(/(tcp|udp|sctp))?", word):
                raise self.text.fault("'%s' is no port" % word, one.line)


def parse(text: Text, file: str) -> Image:
    return Reader(text).document()
