"""What the cases use: streams to configure, loggers that speak, and what was written."""

import io
import logging


def streams():
    return [io.StringIO() for _ in range(3)]


def say(level, name, text):
    logging.getLogger(name).log(getattr(logging, level), text)


def written(outs):
    """The lines of console, logfile and audit."""
    return {name: out.getvalue().splitlines() for name, out in zip(("console", "logfile", "audit"), outs)}
