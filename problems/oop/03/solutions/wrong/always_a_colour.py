import re


class Colour:
    """A colour of red, green and blue, each from 0 to 255."""

    def __init__(self, red, green, blue):
        for part in (red, green, blue):
            if not 0 <= part <= 255:
                raise ValueError(f"not from 0 to 255: {part}")
        self.red = red
        self.green = green
        self.blue = blue

    @staticmethod
    def is_hex(text):
        """Say whether the text is a colour such as #ff8800."""
        return re.fullmatch("#[0-9a-fA-F]{6}", text) is not None

    @classmethod
    def from_hex(cls, text):
        """Make the colour that a text such as #ff8800 stands for."""
        if not cls.is_hex(text):
            raise ValueError(f"no colour: {text!r}")
        return Colour(*bytes.fromhex(text[1:]))

    @classmethod
    def grey(cls, percent):
        """Make a grey: black is 0, white is 100."""
        level = 255 * percent // 100
        return Colour(level, level, level)

    def to_hex(self):
        """Return the colour as a text such as #ff8800."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"
