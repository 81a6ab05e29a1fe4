Kind = str
Column = dict


def convert(text, kind):
    """The text as what its kind says."""


def pick(row, name, default=None):
    """What stands in the row under this name, or the default."""


def parse(line, columns):
    """The cells of a line, by the names of their columns."""
