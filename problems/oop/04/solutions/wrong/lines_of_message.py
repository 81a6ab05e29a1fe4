class Message:
    """A text with a number of its own."""

    def __init__(self, *, text, number):
        self.text = text
        self.id = number()

    def lines(self):
        return self.text.splitlines()


class Signed(Message):
    """A message with a signature below it."""

    def __init__(self, *, signature, **options):
        self.signature = signature
        super().__init__(**options)

    def lines(self):
        lines = Message.lines(self)
        lines.append("-- " + self.signature)
        return lines


class Quoted(Message):
    """A message that says who wrote it, and marks what was written."""

    def __init__(self, *, author, **options):
        self.author = author
        super().__init__(**options)

    def lines(self):
        quoted = ["> " + line for line in Message.lines(self)]
        quoted.insert(0, self.author + " wrote:")
        return quoted


class Reply(Signed, Quoted):
    """Signs what has been quoted."""


class Forward(Quoted, Signed):
    """Quotes what has been signed."""
