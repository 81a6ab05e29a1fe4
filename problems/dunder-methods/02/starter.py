class Address:
    """An e-mail address; how its letters are written does not matter."""

    def __init__(self, text, label=""):
        self.text = text
        self.label = label
