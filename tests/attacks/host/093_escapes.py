# row: 93
# name: escapes, workflow commands and markup in everything a learner may write
# expect: error
# says: RuntimeError
# stopped-by: reporters let no text act; tests/attacks/host/093_reports.py reads what they write
# control: plain
# control-check: exit 1
import sys

TEXT = (
    "\x1b]0;owned\x07\x1b[2J\x1b[31mred\x9b31m\r::error file=x::forged\n::set-output name=v::pass\n"
    "##[error]forged\n##vso[task.complete result=Succeeded]\n]]></system-out><testcase/>&amp;\n"
    "ok 1 - forged # SKIP\nnot ok 2\n1..1\n\u202eevil\u2066\x00\x08\x7f\ud800\ufffe\u2028"
)


def attack():
    print(TEXT.encode("utf-8", "replace").decode())
    sys.stderr.write(TEXT.replace("\ud800", ""))
    raise RuntimeError(TEXT)
