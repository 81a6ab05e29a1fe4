"""Patterns of branches and paths, and of what a shell command is. For the models of pipelines."""

import re


def filter_regex(pattern: str) -> "re.Pattern":
    """A filter pattern of GitHub: * within a part, ** over parts, ? and + after a character, []."""
    out, at = [], 0
    while at < len(pattern):
        char = pattern[at]
        if pattern.startswith("**/", at):
            out.append("(?:.*/)?")
            at += 3
        elif pattern.startswith("**", at):
            out.append(".*")
            at += 2
        elif char == "*":
            out.append("[^/]*")
            at += 1
        elif char in "?+" and out:
            out.append(char)
            at += 1
        elif char == "[" and "]" in pattern[at:]:
            end = pattern.index("]", at)
            out.append("[" + pattern[at + 1:end].replace("\\", "\\\\").replace("[", "\\[") + "]")
            at = end + 1
        else:
            if char == "\\" and at + 1 < len(pattern):
                at += 1
                char = pattern[at]
            out.append(re.escape(char))
            at += 1
    try:
        return re.compile("(?s:" + "".join(out) + r")\Z")
    except re.error:
        return re.compile(re.escape(pattern) + r"\Z")


def selected(patterns: list, name: str) -> bool:
    """Whether a list of patterns, the later ones with ! taking away, holds the name."""
    chosen = False
    for pattern in patterns:
        negative = pattern[:1] == "!"
        if filter_regex(pattern[1:] if negative else pattern).match(name):
            chosen = not negative
    return chosen


def path_regex(pattern: str) -> "re.Pattern":
    """A path pattern of GitLab and of hashFiles: as in a file system, ** over folders, {a,b}."""
    out, at = [], 0
    depth = 0
    while at < len(pattern):
        if pattern.startswith("**/", at):
            out.append("(?:.*/)?")
            at += 3
            continue
        char = pattern[at]
        if pattern.startswith("**", at):
            out.append(".*")
            at += 2
            continue
        if char == "{":
            depth += 1
            out.append("(?:")
        elif char == "}" and depth:
            depth -= 1
            out.append(")")
        elif char == "," and depth:
            out.append("|")
        else:
            out.append("[^/]*" if char == "*" else "[^/]" if char == "?" else re.escape(char))
        at += 1
    try:
        return re.compile("(?s:" + "".join(out) + r")\Z")
    except re.error:
        return re.compile(re.escape(pattern) + r"\Z")


_TOKEN = re.compile(r"""\s*(?:(?P<op>&&|\|\||;|\n|(?<!>)&(?!>))|(?P<comment>(?<!\S)\#[^\n]*)|"""
                    r"""(?P<text>(?:\\.|'[^']*'|"(?:\\.|[^"\\])*"|\$\{\{.*?\}\}|\||>&|&>|[^\s&|;'"\\]|[\\'"])+))""",
                    re.DOTALL)


def commands(script: str) -> list:
    """[(how it is joined to the one before: ";", "&&" or "||", command)] of a shell script. Pipes
    stay together; compound commands are taken line by line."""
    script = script.replace("\\\n", " ")
    found, words, joined = [], [], ";"

    def close(following: str) -> None:
        nonlocal joined
        if words:
            found.append((joined, " ".join(words)))
            words.clear()
        elif following in (";", "\n") and joined in ("&&", "||"):
            return  # a line may end in && and go on in the next
        joined = ";" if following in ("\n", "&") else following

    for line in script.split("\n"):
        at = 0
        while at < len(line):
            match = _TOKEN.match(line, at)
            if match is None or match.end() == at:
                break
            at = match.end()
            if match["op"]:
                close(match["op"])
            elif match["text"]:
                words.append(match["text"])
        close("\n")
    return found


def is_hit(pattern: str, command: str) -> bool:
    """Whether `pattern`, words, is in a command, at the border of words."""
    return re.search(r"(?<![\w.-])" + re.escape(pattern) + r"(?![\w-])", command) is not None


class Shell:
    """What becomes of a script under `sh -e`, given which commands fail."""

    def __init__(self, failing: list) -> None:
        self.failing = failing
        self.ran: list = []  # the commands that were started, in order

    def fails(self, command: str) -> bool:
        words = command.split()
        if words[:1] == ["exit"]:
            return words[1:2] not in ([], ["0"])
        if words in (["true"], [":"]) or words[:1] == ["echo"]:
            return False
        return words == ["false"] or any(is_hit(pattern, command) for pattern in self.failing)

    def run(self, script: str, stop: bool = True) -> bool:
        """True where it ends well. `stop` is -e, which heeds only the last of an and-or list."""
        ok = True
        listed = commands(script)
        for at, (joined, command) in enumerate(listed):
            if (joined == "&&" and not ok) or (joined == "||" and ok):
                continue
            self.ran.append(command)
            words = command.split()
            if words[:1] == ["set"] and len(words) > 1:
                stop = "+e" not in words and (stop or words[1].startswith("-e"))
            ok = not self.fails(command)
            if words[0] == "exit":
                return ok
            following = listed[at + 1][0] if at + 1 < len(listed) else ";"
            if not ok and stop and following == ";":
                return False
        return ok
