class Address:
    """An e-mail address; how its letters are written does not matter."""

    __slots__ = ("__text", "__folded", "label")

    def __init__(self, text, label=""):
        self.__text = text.strip()
        self.__folded = self.__text.casefold()
        self.label = label

    text = property(lambda self: self.__text)

    def __eq__(self, other):
        if isinstance(other, Address):
            return self.__folded == other.__folded
        return NotImplemented

    def __hash__(self):
        return hash((Address, self.__folded))
