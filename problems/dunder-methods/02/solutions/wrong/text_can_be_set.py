class Address:
    """An e-mail address; how its letters are written does not matter."""

    def __init__(self, text, label=""):
        self.text = text.strip()
        self.label = label

    def _key(self):
        return self.text.casefold()

    def __eq__(self, other):
        if not isinstance(other, Address):
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self):
        return hash(self._key())
