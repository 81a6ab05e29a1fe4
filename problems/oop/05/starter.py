class Report:
    """A report: a title, a line for each row, and a last line."""

    def render(self):
        """Return the whole report as a text."""
        return ""


class PriceList(Report):
    """What everything costs, in cents."""

    def __init__(self, prices):
        self.prices = prices
