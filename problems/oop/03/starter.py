class Colour:
    """A colour of red, green and blue, each from 0 to 255."""

    def __init__(self, red, green, blue):
        self.red = red
        self.green = green
        self.blue = blue
