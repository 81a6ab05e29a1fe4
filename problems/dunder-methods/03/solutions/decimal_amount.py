from decimal import Decimal


class Money:
    """An exact amount of money in one currency."""

    __slots__ = ("_amount", "_currency")

    def __init__(self, amount, currency="EUR"):
        digits = amount.replace("-", "", 1) if amount.startswith("-") else amount
        whole, point, part = digits.partition(".")
        if not (digits.isascii() and whole.isdigit() and part.isdigit() and len(part) == 2):
            raise ValueError(amount)
        self._amount = Decimal(amount)
        self._currency = currency

    cents = property(lambda self: int(self._amount * 100))
    currency = property(lambda self: self._currency)

    def _new(self, amount):
        return Money(f"{amount + 0:.2f}", self._currency)

    def _amount_of(self, other):
        if other.currency != self.currency:
            raise ValueError(other.currency)
        return other._amount

    def __repr__(self):
        return f"Money('{self._amount + 0:.2f}', {self._currency!r})"

    def __eq__(self, other):
        if isinstance(other, Money):
            return self._amount == other._amount and self._currency == other._currency
        return NotImplemented

    def __hash__(self):
        return hash((self._amount, self._currency))

    def __add__(self, other):
        return self._new(self._amount + self._amount_of(other)) if isinstance(other, Money) else NotImplemented

    def __radd__(self, other):
        return self if other == 0 and isinstance(other, int) else NotImplemented

    def __sub__(self, other):
        return self._new(self._amount - self._amount_of(other)) if isinstance(other, Money) else NotImplemented

    def __neg__(self):
        return self._new(-self._amount)

    def __mul__(self, factor):
        return self._new(self._amount * factor) if isinstance(factor, int) else NotImplemented

    def __rmul__(self, factor):
        return self * factor

    def split(self, n):
        if n <= 0:
            raise ValueError(n)
        parts, rest = [], self.cents
        for left in range(n, 0, -1):
            part = -(-rest // left)
            parts.append(self._new(Decimal(part) / 100))
            rest -= part
        return parts
