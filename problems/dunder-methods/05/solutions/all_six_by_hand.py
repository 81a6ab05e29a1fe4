import re


class Version:
    """The version of a program, such as 1.10 or 2.0-beta."""

    def __init__(self, text):
        if not re.fullmatch(r"[0-9]+(\.[0-9]+)*(-(alpha|beta|rc))?", text):
            raise ValueError(text)
        self._text = text
        numbers, _, stage = text.partition("-")
        counted = re.sub(r"(\.0+)+$", "", numbers)
        # "~" comes after all letters: nothing behind the numbers is the last stage.
        self._order = [int(number) for number in counted.split(".")], stage or "~"

    def __str__(self):
        return self._text

    def __repr__(self):
        return f"Version({self._text!r})"

    def _compare(self, other, answer):
        if not isinstance(other, Version):
            return NotImplemented
        return answer(self._order, other._order)

    def __eq__(self, other):
        return self._compare(other, lambda one, two: one == two)

    def __lt__(self, other):
        return self._compare(other, lambda one, two: one < two)

    def __le__(self, other):
        return self._compare(other, lambda one, two: one <= two)

    def __gt__(self, other):
        return self._compare(other, lambda one, two: one > two)

    def __ge__(self, other):
        return self._compare(other, lambda one, two: one >= two)

    def __hash__(self):
        return hash(repr(self._order))
