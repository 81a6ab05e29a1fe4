# row: 28
# name: nearly a megabyte of source
# expect: wrong
# limits: cpu_ms=10000
# append: 120000 x = [1]%
# stopped-by: the size that a solution may have
# control: none: what is appended is not in the file


def attack():
    return "compiled"


#
