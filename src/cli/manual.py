"""Writes the manual page grade(1) from what `grade help` says, so that the two cannot differ.

Run by the build as: python3 -I manual.py GRADE OUTPUT
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


def main():
    program, output = sys.argv[1:]
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
        ("COMMANDS", definitions(items(block(usage, "commands")))),
        ("LEARNING", prose(ask(program, "learning"))),
        ("MANY SUBMISSIONS", literal(ask(program, "batch"))),
        ("VERDICTS", prose(ask(program, "verdicts"))),
        ("LIMITS", limits(ask(program, "limits"))),
        ("REPORTS", reports(ask(program, "reports"))),
        ("EXIT STATUS", definitions(items(block(usage, "exit status")))),
        ("ENVIRONMENT", definitions(ENVIRONMENT)),
        ("SECURITY", escape(SECURITY) + "\n"),
        ("EXAMPLES", literal(re.search(r"(?:^  grade .*\n(?: {20,}.*\n)*)+", usage, re.M).group(0))),
        ("SEE ALSO", "The language of cases: \\fBgrade help cases\\fR.\n.BR seccomp (2),\n"
                     ".BR landlock (7),\n.BR user_namespaces (7)\n"),
    ]
    page = '.TH GRADE 1 "" "%s" "User Commands"\n.ad l\n.nh\n' % version.strip()
    page += "".join(".SH %s\n%s" % section for section in sections)
    with open(output, "w", encoding="utf-8") as file:
        file.write(page)


main()
