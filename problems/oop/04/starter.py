class Message:
    """A text with a number of its own."""

    def __init__(self, *, text, number):
        self.text = text
        self.id = number()


class Signed(Message):
    """A message with a signature below it."""


class Quoted(Message):
    """A message that says who wrote it, and marks what was written."""


class Reply(Message):
    """Signs what has been quoted."""


class Forward(Message):
    """Quotes what has been signed."""
