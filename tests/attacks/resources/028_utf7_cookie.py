# row: 28
# -*- coding: utf-7 -*-
# name: a UTF-7 coding cookie that hides a line of code in a comment
# expect: wrong
# says: hidden code
# stopped-by: nothing: the interpreter is asked what the source means, no scanner of ours
# control: plain
# control-check: result == "hidden code"


def attack():
    # +AAoAIAAgACAAIAByAGUAdAB1AHIAbgAgACcAaABpAGQAZABlAG4AIABjAG8AZABlACc-
    return "what it seems"
