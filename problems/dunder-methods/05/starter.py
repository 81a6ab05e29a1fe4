class Version:
    """The version of a program, such as 1.10 or 2.0-beta."""

    def __init__(self, text):
        self._text = text

    def __str__(self):
        return self._text

    def __repr__(self):
        return f"Version({self._text!r})"
