import re
from functools import total_ordering

STAGES = ("alpha", "beta", "rc", None)


@total_ordering
class Version:
    """The version of a program, such as 1.10 or 2.0-beta."""

    def __init__(self, text):
        match = re.fullmatch(r"([0-9]+(?:\.[0-9]+)*)(?:-(alpha|beta|rc))?", text)
        if match is None:
            raise ValueError(f"no version: {text!r}")
        self._text = text
        numbers = [int(number) for number in match[1].split(".")]
        while numbers and numbers[-1] == 0:
            numbers.pop()
        self._key = (tuple(numbers), STAGES.index(match[2]))

    def __str__(self):
        return self._text

    def __repr__(self):
        return f"Version({self._text!r})"

    def __eq__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self._key == other._key

    def __lt__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self._key < other._key
