"""Frames over the case's socket: the twin of include/grade/frames.h. Runs in case processes."""

import marshal
import posix
from _thread import RLock

from . import wire

PACKET = 60000  # GRADE_PACKET_MAX
MORE = 0x2B  # '+'
LIST = 0x5B  # '[': how a frame in marshal's form begins
EXIT_EOF = 0
EXIT_PROTOCOL = 3

_readv = posix.readv
_write = posix.write
_exit = posix._exit
_range = range
_len = len
_loads = wire.loads
_unmarshal = marshal.loads
_dumps = wire.dumps


class Channel:
    """One end of the socket. The lock keeps a question and its answer together: a thread of the
    solution that asks between two steps waits until the next step has arrived."""

    def __init__(self, fd: int) -> None:
        self.fd = fd
        self.lock = RLock()
        self.room = bytearray(PACKET + 1)  # one for all packets: a new one costs a case its pages
        self.sending = False  # in the middle of a frame of several packets
        self.tagged = wire.no_tags  # how tags in frames become objects; steps.py sets it

    def send(self, kind: str, body: dict) -> None:
        self.send_data(_dumps([kind, body]))

    def send_data(self, data: bytes) -> None:
        """A frame in wire form."""
        if _len(data) < PACKET:
            _write(self.fd, b"." + data)
            return
        size = PACKET - 1
        last = (_len(data) - 1) // size * size
        with self.lock:
            self.sending = True
            for start in _range(0, _len(data), size):
                mark = b"." if start == last else b"+"
                _write(self.fd, mark + data[start : start + size])
            self.sending = False

    def receive(self) -> list:
        """The next frame. The supervisor's end of the channel is the end of the process."""
        data = b""
        more = True
        while more:
            count = _readv(self.fd, (self.room,))
            if not count:
                _exit(EXIT_EOF)
            more = self.room[0] == MORE
            data += self.room[1:count]
        return _unmarshal(data) if data[0] == LIST else _loads(data, self.tagged)

    def next(self) -> list:
        with self.lock:
            return self.receive()

    def ask(self, kind: str, body: dict, answer: str) -> dict:
        """Sends a frame and waits for the answer to it."""
        return self.ask_data(_dumps([kind, body]), answer)

    def ask_data(self, data: bytes, answer: str) -> dict:
        """The same with a frame in wire form."""
        with self.lock:
            self.send_data(data)
            frame = self.receive()
        if frame[0] != answer:
            _exit(EXIT_PROTOCOL)
        return frame[1]
