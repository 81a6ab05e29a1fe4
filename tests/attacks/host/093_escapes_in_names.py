# row: 93
# name: escapes in the names of types and functions
# expect: error
# stopped-by: reporters let no text act
# control: plain
# control-check: exit 1

Forged = type("\x1b[2J\n::error::forged\r", (Exception,), {"__module__": "\x1b]0;x\x07"})


def attack():
    raise Forged("::set-output name=verdict::pass\r\x1b[1A\x1b[2K")
