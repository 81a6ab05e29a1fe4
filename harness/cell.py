"""Where the cell begins: a warm interpreter that forks one process for each case.

Started by the supervisor (src/sandbox/launch.c) as
    python -s -S -B cell.py EXTENSION LEVEL CASE_UID SITE READABLE PROGRAM MODULE...
SITE: folders for sys.path, joined by ':'; READABLE: what a case may read at level baseline, joined by
newlines; PROGRAM: what a case of a kind with a server may execute, or ""; MODULE: what to import before the
first case. This file is compiled at every start, so it is short: what it does is in start.py and serve.py.
"""

import sys

if sys.version_info < (3, 9):  # before the first import that an older one cannot read
    sys.exit("Python %d.%d is too old: grade needs 3.9 or newer" % sys.version_info[:2])

import marshal  # noqa: E402
from _frozen_importlib_external import MAGIC_NUMBER  # noqa: E402

here = sys.path[0]
with open(here + "/cell.bundle", "rb", 0) as file:  # see src/sandbox/bundle.py
    data = file.read()
if data[:4] == MAGIC_NUMBER:
    exec(marshal.loads(memoryview(data)[4:]))
else:  # an interpreter that it was not made for
    with open(here + "/start.py", "rb") as file:
        exec(compile(file.read(), here + "/start.py", "exec"))
