# row: 28
# name: a hundred thousand operators in one expression
# expect: error
# append: 200000 -
# stopped-by: the parser's own limit; it runs in the sandbox
# control: none: what is appended is not in the file


def attack():
    return 1


n = 1 \
