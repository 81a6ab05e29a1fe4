"""What shells offer when somebody presses Tab.

usage: check_completion.py GRADE FOLDER words|bash|zsh|fish

`words` holds `grade complete` against a table; the others press Tab in a real shell, on a terminal that this makes,
with the script in FOLDER that is installed for it. Status 77: the shell is not installed.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from terminal import Failed, Terminal, expect  # noqa: E402

GRADE = os.path.abspath(sys.argv[1])
SCRIPTS = os.path.abspath(sys.argv[2])
SKIPPED = 77
PROBLEM = '{"format": 1, "title": "Doubling"}'
CASES = '{"cases": [{"name": "doubles two", "eval": "2", "returns": 2}, {"name": "it\'s $HOME", "eval": "1"}]}'

# The words behind `grade`; what must be offered; what must not.
TABLE = [
    ([""], ["watch", "doctor", "help", "t/01", ":folders"], ["--report", ":files"]),
    (["wat"], ["watch"], ["doctor", "t/01"]),
    (["t/"], ["t/01"], ["watch"]),
    (["--re"], ["--report", "--require"], ["--seed", "watch"]),
    (["-"], ["--report", "--version"], []),
    (["-r", ""], ["text", "json", "gcc", "plain"], ["t/01"]),
    (["--report", "js"], ["json", "jsonl"], ["text"]),
    (["--report=js"], ["--report=json", "--report=jsonl"], ["--report=text"]),
    (["--report", "json=out"], [":files"], ["json"]),
    (["--require", ""], ["full", "baseline"], []),
    (["--color", "a"], ["auto", "always"], ["never", "or"]),
    (["--limit", "cpu"], ["cpu_ms="], ["wall_ms="]),
    (["--problems", ""], [":folders"], [":files"]),
    (["t/01", ""], [":files"], ["t/01", "watch"]),
    (["t/01", "solution.py", "--case", ""], ["1", "2"], ["doubles two"]),
    (["t/01", "solution.py", "-c", "d"], ["doubles two"], ["1"]),
    (["--case", "1", ""], ["t/01"], [":files"]),
    (["watch", ""], ["t/01"], ["doctor"]),
    (["watch", "t/01", ""], [":files"], ["t/01"]),
    (["watch", "--pl"], ["--plain"], []),
    (["grade", "t/01", ""], [":files"], []),
    (["help", "ca"], ["cases"], ["limits"]),
    (["doctor", "--"], ["--report", "--python"], ["--case"]),
    (["doctor", "--report", ""], ["text", "json"], ["gcc"]),
    (["selftest", "--require", ""], ["full", "baseline"], []),
    (["no such", "command", "at", "all", ""], [], ["watch"]),
    (["--nonsense", ""], ["t/01"], []),
    (["--case"], ["--case", "--cases"], []),
]


def words() -> None:
    for typed, offered, others in TABLE:
        run = subprocess.run([GRADE, "complete", *typed], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60,
                             check=False)
        got = [line.partition("\t")[0] for line in run.stdout.decode().splitlines()]
        expect(run.returncode == 0 and not run.stderr, (typed, run))
        expect(set(offered) <= set(got), (typed, offered, got))
        expect(not set(others) & set(got), (typed, others, got))
        expect(len(got) == len(set(got)), (typed, got))
    run = subprocess.run([GRADE, "complete", ""], stdout=subprocess.PIPE, timeout=60, check=True)
    expect("watch\tgrade FILE on every save" in run.stdout.decode(), run.stdout)


def press(shell: Terminal, typed: str, *expected: str) -> None:
    """Types a line up to Tab, and drops it."""
    shell.forget()
    shell.press(typed + "\t")
    shell.wait_for_row(*expected)
    shell.press("\x15")


def bash() -> None:
    with Terminal(["bash", "--norc", "--noprofile", "-i"]) as shell:
        shell.press(f"bind 'set bell-style none'; PATH={os.path.dirname(GRADE)}:$PATH; source {SCRIPTS}/grade.bash; "
                    "echo rea''dy\n")
        shell.wait_for("ready")
        press(shell, "grade wat", "grade watch ")
        press(shell, "grade t/", "grade t/01 ")
        press(shell, "grade t/01 sol", "solution.py ")
        press(shell, "grade t/01 solution.py --requ", "--require ")
        press(shell, "grade t/01 solution.py --require=fu", "--require=full ")
        press(shell, "grade --report=gc", "--report=gcc ")
        press(shell, "grade --limit=cpu", "--limit=cpu_ms=")
        press(shell, "grade t/01 solution.py --case dou", "doubles\\ two ")
        press(shell, "grade t/01 solution.py --case it", "it\\'s\\ \\$HOME ")
        press(shell, "grade --report=json=sol", "--report=json=solution.py")


def zsh() -> None:
    functions = pathlib.Path("functions")
    functions.mkdir()
    shutil.copy(f"{SCRIPTS}/grade.zsh", functions / "_grade")
    with Terminal(["zsh", "-f", "-i"]) as shell:
        shell.press(f"PATH={os.path.dirname(GRADE)}:$PATH; fpath=($PWD/functions $fpath); autoload -Uz compinit; "
                    "compinit -u -D; unsetopt zle_bracketed_paste 2>/dev/null; echo rea''dy\n")
        shell.wait_for("ready")
        press(shell, "grade wat", "watch ")
        press(shell, "grade t/0", "t/01")
        press(shell, "grade t/01 sol", "solution.py")
        press(shell, "grade t/01 solution.py --requ", "--require")
        press(shell, "grade t/01 solution.py --case dou", "doubles\\ two")
        press(shell, "grade help ", "limits", "what a case may use")


def fish() -> None:
    script = f"source {SCRIPTS}/grade.fish; "
    env = dict(os.environ, PATH=f"{os.path.dirname(GRADE)}:{os.environ['PATH']}", HOME=os.getcwd(), LC_ALL="C.UTF-8")
    for typed, part in (("grade wat", "watch\tgrade FILE on every save"), ("grade t/0", "t/01\t"),
                        ("grade t/01 sol", "solution.py"), ("grade t/01 s.py --requ", "--require\t"),
                        ("grade --color a", "always"), ("grade t/01 s.py --case 2", "2\tit's $HOME")):
        run = subprocess.run(["fish", "--no-config", "-c", f"{script} complete -C {typed!r}"], env=env,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60, check=False)
        expect(part in run.stdout.decode(), (typed, run))


def main() -> int:
    check = {"words": words, "bash": bash, "zsh": zsh, "fish": fish}[sys.argv[3]]
    if check is not words and not shutil.which(sys.argv[3]):
        print(f"skipped: {sys.argv[3]} is not installed (apt install {sys.argv[3]})")
        return SKIPPED
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        os.makedirs("problems/t/01")
        pathlib.Path("problems/t/01/problem.json").write_text(PROBLEM, encoding="utf-8")
        pathlib.Path("problems/t/01/cases.json").write_text(CASES, encoding="utf-8")
        pathlib.Path("solution.py").write_text("", encoding="utf-8")
        try:
            check()
        except Failed as failure:
            sys.exit(f"{sys.argv[3]}: {failure}")
        finally:
            os.chdir("/")
    print(f"{sys.argv[3]}: as it should be")
    return 0


if __name__ == "__main__":
    sys.exit(main())
