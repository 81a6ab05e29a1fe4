"""What the cases use: a logger that writes by the formatter, and a look at its lines."""

import io
import json
import logging


class Out:
    """A logger of its own, and what it has written."""

    def __init__(self, formatter, *first):
        self.stream = io.StringIO()
        self.log = logging.getLogger("shop")
        self.log.setLevel("DEBUG")
        self.log.propagate = False
        self.log.handlers = [self.handler(io.StringIO(), other) for other in first]
        self.log.handlers.append(self.handler(self.stream, formatter))

    def handler(self, stream, formatter):
        made = logging.StreamHandler(stream)
        made.setFormatter(formatter)
        return made

    def lines(self):
        """What each line says, as Python reads its JSON."""
        return [json.loads(line) for line in self.stream.getvalue().splitlines()]

    def of(self, *keys):
        return [[line.get(key, "no such key") for key in keys] for line in self.lines()]


def record(**of_it):
    return logging.makeLogRecord({"name": "shop", "levelname": "INFO", "levelno": 20, "msg": "x", **of_it})
