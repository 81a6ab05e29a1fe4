"""What the cases use: a cell that is not what it says it is."""


class Anything:
    """Says of itself that it is equal to everything."""

    def __eq__(self, other):
        return True

    def __repr__(self):
        return "anything"
