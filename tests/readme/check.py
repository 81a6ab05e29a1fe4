"""Holds README.md to what the program does.

Blocks whose first line names a file (```json problems/x/cases.json) are written out; the commands of
console blocks (`$ command`, then what it prints) are run beside them, and must print just that, times
aside. The tables of limits and of exit statuses are those of `grade help`, the one of skills that of the bank. Run as
    python3 check.py SOURCE BUILD [--update]
where --update writes what was printed into README.md instead of complaining.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.M | re.S)


def same_each_time(text):
    text = re.sub(r"\b\d+ ms\b", "N ms", text)
    return re.sub(r"Python 3\.\d+\.\d+", "Python 3", text)


def write_files(text, folder):
    for _, name, body in BLOCK.findall(text):
        if name:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body)


def run(command, folder, build):
    path = "%s:%s" % (build, os.environ["PATH"])
    env = {"PATH": path, "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    done = subprocess.run(["sh", "-c", command], cwd=folder, env=env, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
    return done.stdout.decode()


def check_consoles(text, folder, build):
    """README.md as the program would have it, and how many commands were run."""
    commands = 0

    def replay(block):
        nonlocal commands
        language, _, body = block.groups()
        if language != "console":
            return block.group(0)
        command = re.match(r"\$ (.*)\n", body).group(1)
        commands += 1
        printed = run(command, folder, build)
        old = body.partition("\n")[2]
        if same_each_time(old) == same_each_time(printed):
            return block.group(0)
        print("`%s` prints:\n%s" % (command, printed))
        return "```console\n$ %s\n%s```" % (command, printed)

    return BLOCK.sub(replay, text), commands


def told_limits(build):
    told = run("grade help limits", "/", build)
    found = re.findall(r"^(\w+)\n .*\n +(\d+)[^,]*, may be (\d+) to (\d+); beyond it: (.*)$", told, re.M)
    return [(name, preset, low, high, verdict.strip()) for name, preset, low, high, verdict in found]


def check_tables(text, build):
    """What the help tells and README.md does not, as sentences."""
    rows = [tuple(cell.strip(" `") for cell in line.strip("|").split("|"))
            for line in text.splitlines() if line.startswith("| ")]
    limits = [(n, p, "%s – %s" % (low, high), v) for n, p, low, high, v in told_limits(build)]
    statuses = re.findall(r"^  (\d)  (.*)$", run("grade --help", "/", build), re.M)
    if not limits or not statuses:
        yield "the help lists no limits or no exit statuses"
    for row in limits + statuses:
        if row not in rows:
            yield "README.md has no table row %s" % (row,)
    for word in re.findall(r"^  ([\w-]+) ", run("grade help verdicts", "/", build), re.M):
        if "`%s`" % word not in text:
            yield "README.md does not name the verdict %s" % word
    usage = run("grade --help", "/", build)
    for command in re.findall(r"^  ([a-z]+) .*  +\S", usage.partition("\ncommands:")[2], re.M):
        usage += run("grade %s --help" % command, "/", build)
    for option in sorted(set(re.findall(r"`(?:grade )?(--[a-z][a-z-]*)", text))):
        if not re.search(r"%s\b" % option, usage):
            yield "README.md names the option %s, which grade does not have" % option


def skill_table(problems):
    """Each skill, and the topics that practise it, with how many problems they have by now."""
    roadmap = json.loads((problems / "topics.json").read_text(encoding="utf-8"))
    yield "| to be able to work with | practise |"
    yield "|---|---|"
    for skill in roadmap["skills"]:
        topics = []
        for topic in sorted(roadmap["topics"], key=lambda topic: topic["order"]):
            count = len(list(problems.glob(topic["id"] + "/*/problem.json")))
            if skill["id"] in topic["skills"]:
                topics.append("`%s` %d" % (topic["id"], count) if count else topic["id"])
        yield "| %s | %s |" % (skill["title"].replace("*", "\\*"), ", ".join(topics))


def with_skills(text, problems):
    begin, end = "<!-- skills: begin -->\n", "<!-- skills: end -->"
    head, found, rest = text.partition(begin)
    if not found:
        sys.exit("README.md has no table of skills")
    return head + begin + "\n".join(skill_table(problems)) + "\n" + end + rest.partition(end)[2]


def main():
    source, build = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
    readme = source / "README.md"
    text = readme.read_text()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        write_files(text, folder)
        for solution in (source / "problems").glob("*/*/solutions"):
            there = folder / solution.relative_to(source)
            there.parent.mkdir(parents=True, exist_ok=True)
            there.symlink_to(solution)
        want, commands = check_consoles(with_skills(text, source / "problems"), folder, build)
    faults = list(check_tables(text, build))
    for fault in faults:
        print(fault)
    if commands == 0:
        sys.exit("README.md shows no command")
    if want != text and "--update" in sys.argv:
        readme.write_text(want)
        print("README.md is updated")
    elif want != text:
        sys.exit("README.md shows something else; `python3 tests/readme/check.py . BUILD --update`")
    sys.exit(1 if faults else 0)


main()
