"""A program on a terminal of its own, driven as a person would: what the tests of `grade watch` share."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from typing import Any

PATIENCE = 30  # seconds; only a program that hangs meets it
CLEAR = b"\x1b[H\x1b[2J"


class Failed(Exception):
    """A check did not hold."""


def expect(truth: Any, message: Any) -> None:
    if not truth:
        raise Failed(message)


CONTROL = re.compile(r"\x1b\[([?0-9;]*)([@-~])|\x1b[()].|\x1b[=>78]|\x1b\][^\x07]*\x07|([\b\r\n\a])")


def rows_of(data: bytes) -> "list[str]":
    """What the cursor's way through the text leaves, row by row; it never goes up again."""
    rows: "list[list[str]]" = [[]]
    at = last = 0
    text = data.decode("utf-8", "replace")

    def put(piece: str) -> None:
        nonlocal at
        for character in piece:
            rows[-1] += " " * (at + 1 - len(rows[-1]))
            rows[-1][at] = character
            at += 1

    for found in CONTROL.finditer(text):
        put(text[last:found.start()])
        last = found.end()
        count, final, single = found.groups()
        steps = int(count) if count and count.isdigit() else 1
        if single == "\n":
            rows.append([])
        elif single == "\r":
            at = 0
        elif single == "\b":
            at = max(at - 1, 0)
        elif final == "C":
            at += steps
        elif final == "D":
            at = max(at - steps, 0)
        elif final == "K":
            del rows[-1][at:]
    put(text[last:])
    return ["".join(row) for row in rows]


class Terminal:
    """What `words` shows on a terminal of that size, and the keys that it is given."""

    def __init__(self, words: "list[str]", columns: int = 80, rows: int = 40, **env: str) -> None:
        self.master, slave = pty.openpty()
        self.resize(columns, rows)
        self.before = termios.tcgetattr(self.master)
        self.seen = b""

        def take_terminal() -> None:
            os.setsid()
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)

        surroundings = dict(os.environ, TERM="xterm", LC_ALL="C.UTF-8", **env)
        surroundings.pop("NO_COLOR", None)
        self.process = subprocess.Popen(words, stdin=slave, stdout=slave, stderr=slave, env=surroundings,
                                        preexec_fn=take_terminal)
        os.close(slave)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.master)

    def resize(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, seconds: float) -> bool:
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        try:
            self.seen += os.read(self.master, 65536)
        except OSError:  # the other side is gone
            return False
        return True

    @property
    def screen(self) -> str:
        """What has been written since it was last cleared, without colours."""
        text = self.seen.rpartition(CLEAR)[2].decode("utf-8", "replace").replace("\r\n", "\n")
        return re.sub(r"\x1b\[[0-9;]*m", "", text)

    def wait_for(self, *parts: str) -> str:
        """Until the screen holds all the parts."""
        end = time.monotonic() + PATIENCE
        while not all(part in self.screen for part in parts):
            if time.monotonic() > end or (self.process.poll() is not None and not self.read(0)):
                raise Failed(f"{parts} did not come; on the screen:\n{self.screen}")
            self.read(0.05)
        return self.screen

    def wait_for_row(self, *parts: str) -> None:
        """Until the screen as rows holds all the parts: for what moves the cursor as it goes."""
        end = time.monotonic() + PATIENCE
        while not all(part in "\n".join(rows_of(self.seen)) for part in parts):
            if time.monotonic() > end:
                raise Failed(f"{parts} did not come; on the screen:\n" + "\n".join(rows_of(self.seen)))
            self.read(0.05)

    def press(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def forget(self) -> None:
        """What is on the screen counts no longer."""
        while self.read(0):
            pass
        self.seen = b""

    def modes(self) -> list:
        return termios.tcgetattr(self.master)

    def restored(self) -> bool:
        return self.modes() == self.before

    def end(self) -> int:
        """Its exit status, once it has ended by itself."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            if time.monotonic() > end:
                raise Failed(f"it does not end; on the screen:\n{self.screen}")
            self.read(0.02)
        while self.read(0):
            pass
        return self.process.returncode

    def wait_stopped(self) -> None:
        """Until it is stopped as by Ctrl-Z."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            done, status = os.waitpid(self.process.pid, os.WUNTRACED | os.WNOHANG)
            if done and os.WIFSTOPPED(status):
                return
            self.read(0.02)
        raise Failed("it was not stopped")

    def go_on(self) -> None:
        self.process.send_signal(signal.SIGCONT)
