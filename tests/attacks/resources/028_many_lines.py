# row: 28
# name: nearly a megabyte of source
# expect: error
# says: Syntax
# limits: cpu_ms=10000
# append: 120000 +1+1+1+
# stopped-by: the size that a solution may have; the parser runs in the sandbox
# control: none: what is appended is not in the file


def attack():
    return "compiled"


s = "