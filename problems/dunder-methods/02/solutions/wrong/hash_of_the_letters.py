class Address:
    """An e-mail address; how its letters are written does not matter."""

    def __init__(self, text, label=""):
        self._text = text.strip()
        self.label = label

    @property
    def text(self):
        """The address as it was given."""
        return self._text

    def _key(self):
        return self._text.casefold()

    def __eq__(self, other):
        if not isinstance(other, Address):
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self):
        return hash(self._text)
