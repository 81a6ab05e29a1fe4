"""Writes the manual pages grade(1) and grade-cases(5) from what `grade help` says, so that they cannot differ.

Run by the build as: python3 -I manual.py GRADE FOLDER
"""

import os
import re
import subprocess
import sys

DESCRIPTION = """\
runs a learner's Python file against a practice problem and says what it does right, what it does
wrong, and why. The solution runs in a process of its own for every case, under seccomp, Landlock,
namespaces and limits, as far as the machine has them; what is expected of it never enters that
process."""

ENVIRONMENT = [
    ("GRADE_PROBLEMS", "Folders to look for PROBLEM in, with colons between them, before ./problems and "
                       "the bank that is installed."),
    ("GRADE_PROGRESS", "off: no run is recorded; on: runs are recorded where CI is set, too."),
    ("CI", "If set, and not to false, no run is recorded."),
    ("XDG_STATE_HOME", "The folder in which grade/progress.db lies, the record of what was practised; "
                       "$HOME/.local/state where it is not set."),
    ("NO_COLOR", "If set and not empty, no colours are used unless --color says so."),
    ("TERM", "With the value dumb, no colours are used."),
]

SECURITY = """\
Level full, where the kernel lets the caller make namespaces: a solution sees no file, process or
network of the host. Level baseline, elsewhere, as in most containers: seccomp, Landlock and
limits hold, the host's process table and the interpreter's files can be seen.
--require full refuses anything less; --verbose, and every JSON report, say what was in force and
what enforced each limit."""


def ask(program, *words):
    # The program may be built with a leak checker, which not every build machine lets work.
    env = dict(os.environ, LC_ALL="C.UTF-8", ASAN_OPTIONS="detect_leaks=0")
    done = subprocess.run([program, "help", *words], stdout=subprocess.PIPE, check=True, env=env)
    return done.stdout.decode()


def escape(text):
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^(?=[.'])", r"\\&", text, flags=re.M)


def block(text, title):
    """The indented lines below `title`."""
    found = re.search(r"^%s.*:\n((?:[ ].*\n)+)" % re.escape(title), text, re.M)
    if not found:
        sys.exit("manual.py: the help has no block %r" % title)
    return found.group(1)


def items(lines):
    """Pairs of a term and its explanation, which may go on in the lines below it."""
    pairs = []
    for line in lines.splitlines():
        indent = len(line) - len(line.lstrip())
        if indent > 7 and pairs:
            pairs[-1][1].append(line.strip())
        else:
            term, _, what = re.sub(r" {2,}", "\0", line.strip(), count=1).partition("\0")
            pairs.append((term, [what] if what else []))
    return [(term, " ".join(what)) for term, what in pairs]


def definitions(pairs):
    return "".join(".TP\n.B %s\n%s\n" % (escape(term), escape(what)) for term, what in pairs)


def literal(text):
    return ".nf\n%s\n.fi\n" % escape(text.strip("\n"))


def limits(text):
    """Paragraphs of a name and indented lines about it."""
    intro, *rows = re.split(r"\n+(?=^\w+$\n {4})", text, flags=re.M)
    pairs = []
    for row in rows:
        name, *what = [line.strip() for line in row.strip().split("\n")]
        sentence = ": ".join(what)
        pairs.append((name, sentence[:1].upper() + sentence[1:] + "."))
    return escape(intro) + "\n" + definitions(pairs)


def prose(text):
    """Paragraphs as they are; those that are indented throughout are terms and explanations."""
    parts = []
    for paragraph in re.split(r"\n\n+", text.strip("\n")):
        if all(line.startswith("  ") for line in paragraph.splitlines()):
            parts.append(definitions(items(paragraph)))
        else:
            parts.append(".PP\n%s\n" % escape(paragraph))
    return "".join(parts)


def reports(text):
    """The path in it is that of the build folder, where this runs."""
    return prose(re.sub(r"(?m)^\S*/schema/", "PREFIX/share/grade/schema/", text))


def commands(program, usage):
    """What each command says of itself, below its name."""
    parts = [definitions(items(block(usage, "commands")))]
    env = dict(os.environ, LC_ALL="C.UTF-8", ASAN_OPTIONS="detect_leaks=0")
    for term, _ in items(block(usage, "commands")):
        name = term.split()[0]
        if name in ("grade", "help", "complete"):
            continue
        done = subprocess.run([program, name, "--help"], stdout=subprocess.PIPE, check=True, env=env)
        parts.append(".SS grade %s\n%s" % (escape(name), narrow(done.stdout.decode())))
    return "".join(parts)


def narrow(text):
    """Laid out already, for 80 columns: with less of an indentation than a manual page has."""
    return ".in 2n\n%s.in\n" % literal(text)


def section(text):
    """Paragraphs: terms with explanations, code as it is, prose."""
    parts = []
    for paragraph in re.split(r"\n\n+", text.strip("\n")):
        lines = paragraph.splitlines()
        if lines[0][0] != " " and len(lines) > 1 and all(line[0] == " " for line in lines[1:]):
            parts.append(".SS %s\n" % escape(lines.pop(0)))
            paragraph = "\n".join(lines)
        least = min(len(line) - len(line.lstrip()) for line in lines)
        first = lines[0].strip()
        code = first[0] in "{[\"'" or any(line[least:least + 1] in "]}" for line in lines[1:])
        terms = all(re.match(r" {%d}(\S.*? {2,}\S| {3,})" % least, line) for line in lines)
        if terms and not code:
            parts.append(definitions(items(paragraph)))
        elif code or any(len(line) - len(line.lstrip()) > least for line in lines):
            parts.append(".PP\n" + narrow(paragraph))
        else:
            parts.append(".PP\n%s\n" % escape("\n".join(line.strip() for line in lines)))
    return "".join(parts)


HEADING = re.compile(r"(?m)^((?:AN? )?[A-Z]{2,}[^a-z\n]*(?:cases\.json)?)$")


def sections(text):
    """Pairs of a heading, a line in capitals, and what is below it."""
    _, *found = HEADING.split(text)
    return list(zip(found[::2], found[1::2]))


def cases_page(program, version):
    page = '.TH GRADE-CASES 5 "" "%s" "File Formats"\n.ad l\n.nh\n' % version
    page += ".SH NAME\ngrade-cases \\- the language of cases.json, and what a solution may be\n"
    for topic in ("cases", "kinds"):
        for heading, text in sections(ask(program, topic)):
            page += ".SH %s\n%s" % (escape(heading.upper()), section(text))
    return page + ".SH SEE ALSO\n.BR grade (1)\n"


def main():
    program, folder = sys.argv[1:]
    version = subprocess.run([program, "--version"], stdout=subprocess.PIPE, check=True,
                             env=dict(os.environ, ASAN_OPTIONS="detect_leaks=0")).stdout.decode()
    usage = ask(program, "grade")
    sections = [
        ("NAME", "grade \\- grade Python solutions of practice problems in a sandbox\n"),
        ("SYNOPSIS", ".B grade\n[\\fIOPTIONS\\fR] \\fIPROBLEM\\fR \\fISOLUTION\\fR\n.br\n"
                     ".B grade\n\\fICOMMAND\\fR ...\n"),
        ("DESCRIPTION", ".B grade\n%s\n.PP\n%s\n" % (escape(DESCRIPTION), escape(
            re.search(r"^PROBLEM is .*\n.*\n", usage, re.M).group(0).strip()))),
        ("OPTIONS", definitions(items(block(usage, "options")))),
        ("COMMANDS", commands(program, usage)),
        ("LEARNING", prose(ask(program, "learning"))),
        ("MANY SUBMISSIONS", literal(ask(program, "batch"))),
        ("VERDICTS", prose(ask(program, "verdicts"))),
        ("LIMITS", limits(ask(program, "limits"))),
        ("REPORTS", reports(ask(program, "reports"))),
        ("EXIT STATUS", definitions(items(block(usage, "exit status")))),
        ("ENVIRONMENT", definitions(ENVIRONMENT)),
        ("SECURITY", escape(SECURITY) + "\n"),
        ("EXAMPLES", literal(re.search(r"(?:^  grade .*\n(?: {20,}.*\n)*)+", usage, re.M).group(0))),
        ("SEE ALSO", ".BR grade-cases (5),\n.BR seccomp (2),\n"
                     ".BR landlock (7),\n.BR user_namespaces (7)\n"),
    ]
    page = '.TH GRADE 1 "" "%s" "User Commands"\n.ad l\n.nh\n' % version.strip()
    page += "".join(".SH %s\n%s" % section for section in sections)
    for name, text in (("grade.1", page), ("grade-cases.5", cases_page(program, version.strip()))):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)


main()
