import abc


class Report(metaclass=abc.ABCMeta):
    """A report: a title, a line for each row, and a last line."""

    def render(self):
        """Return the whole report as a text."""
        return "\n".join(line for line in self._lines() if line is not None)

    def _lines(self):
        yield "== " + self.title + " =="
        rows = [*self.rows()]
        for row in rows:
            yield self.format_row(row)
        yield self.footer(rows)

    @property
    @abc.abstractmethod
    def title(self):
        raise NotImplementedError

    @abc.abstractmethod
    def rows(self):
        raise NotImplementedError

    def format_row(self, row):
        return str(row)

    def footer(self, rows):
        count = len(rows)
        return f"{count} row" + "s" * (count != 1)


class PriceList(Report):
    """What everything costs, in cents."""

    def __init__(self, prices):
        self.prices = prices

    @property
    def title(self):
        return "Prices"

    def rows(self):
        yield from self.prices.items()

    def format_row(self, row):
        return "%s: %.2f" % (row[0], row[1] / 100)

    def footer(self, rows):
        return "all: {:.2f}".format(sum(row[1] for row in rows) / 100)
