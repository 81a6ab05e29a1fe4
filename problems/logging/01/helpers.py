"""What the cases use: a look at what is logged, orders that count, and the module under another name."""

import inspect
import logging
import types


class Kept(logging.Handler):
    """Keeps every record that comes, as it comes."""

    def __init__(self):
        super().__init__()
        self.records = []

    def emit(self, record):
        self.records.append(record)

    def rows(self):
        return [[record.levelname, record.msg, list(record.args)] for record in self.records]

    def texts(self):
        return [record.getMessage() for record in self.records]

    def names(self):
        return sorted({record.name for record in self.records})


def listening(level="DEBUG"):
    """Sets the root logger up as a program does that wants to hear from this level on."""
    kept = Kept()
    root = logging.getLogger()
    root.addHandler(kept)
    root.setLevel(level)
    return kept


class Order:
    """An order that counts how often somebody wants it as text."""

    def __init__(self):
        self.written = 0

    def __str__(self):
        self.written += 1
        return "an order"

    __repr__ = __str__


def under(name, module):
    """The same source as a module of another name."""
    copy = types.ModuleType(name)
    exec(compile(inspect.getsource(module), "solution.py", "exec"), copy.__dict__)
    return copy


def setup_of(name):
    """What has been configured of the root logger and of this one."""
    seen = {}
    for logger in (logging.getLogger(), logging.getLogger(name)):
        seen[logger.name] = [logging.getLevelName(logger.level), len(logger.handlers), logger.propagate]
    return seen
