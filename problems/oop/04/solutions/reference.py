class Message:
    """A text with a number of its own."""

    def __init__(self, *, text, number):
        self.text = text
        self.id = number()

    def lines(self):
        """Return the lines of the message as they are sent."""
        return self.text.splitlines()


class Signed(Message):
    """A message with a signature below it."""

    def __init__(self, *, signature, **rest):
        super().__init__(**rest)
        self.signature = signature

    def lines(self):
        return [*super().lines(), f"-- {self.signature}"]


class Quoted(Message):
    """A message that says who wrote it, and marks what was written."""

    def __init__(self, *, author, **rest):
        super().__init__(**rest)
        self.author = author

    def lines(self):
        return [f"{self.author} wrote:", *(f"> {line}" for line in super().lines())]


class Reply(Signed, Quoted):
    """Signs what has been quoted."""


class Forward(Quoted, Signed):
    """Quotes what has been signed."""
