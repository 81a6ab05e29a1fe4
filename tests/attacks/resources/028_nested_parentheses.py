# row: 28
# name: a hundred thousand parentheses
# expect: error
# says: Syntax
# append: 100000 (
# stopped-by: the parser's own limit; it runs in the sandbox
# control: none: what is appended is not in the file


def attack():
    return 1
