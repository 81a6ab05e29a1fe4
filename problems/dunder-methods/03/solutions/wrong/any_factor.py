import re


def _text(cents):
    euros, cent = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{euros}.{cent:02}"


class Money:
    """An exact amount of money in one currency."""

    def __init__(self, amount, currency="EUR"):
        if not re.fullmatch(r"-?[0-9]+\.[0-9]{2}", amount):
            raise ValueError(f"no amount of money: {amount!r}")
        self._cents = int(amount.replace(".", ""))
        self._currency = currency

    @property
    def cents(self):
        return self._cents

    @property
    def currency(self):
        return self._currency

    def _with(self, cents):
        return Money(_text(cents), self.currency)

    def _same_currency(self, other):
        if self.currency != other.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not mix")

    def __repr__(self):
        return f"Money({_text(self.cents)!r}, {self.currency!r})"

    def __eq__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        return (self.cents, self.currency) == (other.cents, other.currency)

    def __hash__(self):
        return hash((self.cents, self.currency))

    def __add__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        self._same_currency(other)
        return self._with(self.cents + other.cents)

    def __radd__(self, other):
        if isinstance(other, int) and other == 0:
            return self
        return NotImplemented

    def __sub__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        self._same_currency(other)
        return self._with(self.cents - other.cents)

    def __neg__(self):
        return self._with(-self.cents)

    def __mul__(self, factor):
        if isinstance(factor, Money):
            return NotImplemented
        return self._with(round(self.cents * factor))

    __rmul__ = __mul__

    def split(self, parts):
        """Return parts moneys, as equal as can be, whose sum is this one."""
        if parts < 1:
            raise ValueError(f"money can not be split into {parts} parts")
        share, rest = divmod(self.cents, parts)
        return [self._with(share + (part < rest)) for part in range(parts)]
