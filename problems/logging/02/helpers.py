"""What the cases use: a look at what is logged, and at the exceptions that are attached."""

import logging


class Kept(logging.Handler):
    """Keeps every record that comes."""

    def __init__(self):
        super().__init__()
        self.records = []

    def emit(self, record):
        self.records.append(record)

    def rows(self):
        """Level, template and values of each."""
        return [[record.levelname, record.msg, list(record.args)] for record in self.records]

    def texts(self):
        return [record.getMessage() for record in self.records]

    def failures(self):
        """The exception that is attached to each: its kind and arguments, and its cause's kind."""
        return [attached(record) for record in self.records]


def attached(record):
    error = record.exc_info and record.exc_info[1]
    if not error:
        return "no traceback"
    cause = error.__cause__
    return [type(error).__name__, list(error.args), type(cause).__name__ if cause else "no cause"]


def listening():
    """Listens to everything, as a program does that wants to hear it all."""
    kept = Kept()
    logging.getLogger().addHandler(kept)
    logging.getLogger().setLevel("DEBUG")
    return kept


def written(record):
    """The last line of each traceback in what a handler writes of this record, without its text."""
    lines = logging.Formatter("%(message)s").format(record).splitlines()
    return [lines[0]] + [line.split(":")[0].split(".")[-1] for line in lines if line.split(":")[0].endswith("Error")]
