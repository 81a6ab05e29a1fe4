from abc import ABC, abstractmethod


class Report(ABC):
    """A report: a title, a line for each row, and a last line."""

    @property
    @abstractmethod
    def title(self):
        """What stands above the report."""

    @abstractmethod
    def rows(self):
        """Return what the report is about, one row after the other."""

    def format_row(self, row):
        """Return the line for one row."""
        return str(row)

    def footer(self, rows):
        """Return the last line, or None if there should be none."""
        return "1 row" if len(rows) == 1 else f"{len(rows)} rows"

    def render(self):
        """Return the whole report as a text."""
        lines = [f"== {self.title} =="]
        lines.extend(self.format_row(row) for row in self.rows())
        footer = self.footer(list(self.rows()))
        if footer is not None:
            lines.append(footer)
        return "\n".join(lines)


class PriceList(Report):
    """What everything costs, in cents."""

    title = "Prices"

    def __init__(self, prices):
        self.prices = prices

    def rows(self):
        return self.prices.items()

    def format_row(self, row):
        name, cents = row
        return f"{name}: {cents / 100:.2f}"

    def footer(self, rows):
        return f"all: {sum(cents for _, cents in rows) / 100:.2f}"
