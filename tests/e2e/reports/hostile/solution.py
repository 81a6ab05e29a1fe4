EVIL = "\x1b[2J\x1b]0;owned\x07::error::pwned\r\n]]>\u202e\ud800\x00\x9b31m"


def count(items):
    import sys

    sys.stdout.buffer.write(b"\x1b[31mred\xff\x07\n::set-output name=a::b\n")
    raise type("E\x1b[31m", (Exception,), {})(EVIL)
