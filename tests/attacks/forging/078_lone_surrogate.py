# row: 78
# name: a lone surrogate in the answer
# expect: wrong
# stopped-by: strings are compared as what they are
# control: plain
# control-check: result == "\udc80\ud800"


def attack():
    return "\udc80\ud800"
