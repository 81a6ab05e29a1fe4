class Ignoring:
    """Ignores exceptions of these types in a block, and remembers them in `ignored`."""

    def __init__(self, *types):
        self.types = types
        self.ignored = []
