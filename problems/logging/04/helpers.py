"""What the cases use: loggers whose lines can be read, with or without a formatter around theirs."""

import io
import logging

FORM = logging.Formatter("%(levelname)s %(name)s: %(message)s")


class Lines:
    """A handler that writes into memory."""

    def __init__(self, formatter):
        self.stream = io.StringIO()
        self.handler = logging.StreamHandler(self.stream)
        self.handler.setFormatter(formatter)

    def read(self):
        return self.stream.getvalue().splitlines()


def logger_with(*formatters, name="shop"):
    """A logger that writes with each of these formatters, in this order; and where to read it."""
    outs = [Lines(formatter) for formatter in formatters]
    logger = logging.getLogger(name)
    logger.handlers = [out.handler for out in outs]
    logger.setLevel("DEBUG")
    logger.propagate = False
    return [logger] + outs


def failed(logger, error):
    """Logs an exception as `except` would."""
    try:
        raise error
    except type(error):
        logger.exception("login failed")


def ends(lines, secret):
    """The first and last line of an exception that was logged, and how many lines hold the secret."""
    return [lines[0], lines[1], lines[-1], sum(secret in line for line in lines)]
