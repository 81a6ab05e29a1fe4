# row: 93
# name: escapes, workflow commands and markup in a value
# expect: wrong
# stopped-by: reporters let no text act
# control: plain
# control-check: result[0].startswith("\x1b")


def attack():
    return ["\x1b[2J::error::forged\r\n]]>\x9b\u202e", {"\x1b[31m": "\ud800\x00"}]
