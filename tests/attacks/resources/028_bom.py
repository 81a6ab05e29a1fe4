# row: 28
# name: a byte order mark in front of the source
# expect: wrong
# says: compiled
# stopped-by: nothing: it is a legal file
# control: plain
# control-check: result == "compiled"


def attack():
    return "compiled"
