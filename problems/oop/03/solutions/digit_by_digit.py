from string import hexdigits


class Colour:
    """A colour of red, green and blue, each from 0 to 255."""

    def __init__(self, red, green, blue):
        if min(red, green, blue) < 0 or max(red, green, blue) > 255:
            raise ValueError("red, green and blue go from 0 to 255")
        self.red, self.green, self.blue = red, green, blue

    @classmethod
    def from_hex(cls, text):
        if cls.is_hex(text):
            number = int(text[1:], 16)
            return cls(number >> 16, number >> 8 & 255, number & 255)
        raise ValueError(text)

    @classmethod
    def grey(cls, percent):
        return cls(*[255 * percent // 100] * 3)

    @staticmethod
    def is_hex(text):
        return len(text) == 7 and text[0] == "#" and all(digit in hexdigits for digit in text[1:])

    def to_hex(self):
        return "#" + "".join("%02x" % part for part in (self.red, self.green, self.blue))
