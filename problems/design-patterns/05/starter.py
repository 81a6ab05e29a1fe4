from dataclasses import dataclass


@dataclass(frozen=True)
class Receipt:
    """By whom something was paid, under which reference, and how much."""

    provider: str
    reference: str
    cents: int


class PaymentError(Exception):
    """Something was not paid, or not paid back."""


class Declined(PaymentError):
    """The account does not pay."""


class Unavailable(PaymentError):
    """The company cannot be reached."""


class SwiftAdapter:
    """Pays through swift."""

    name = "swift"

    def __init__(self, swift):
        self._swift = swift

    def pay(self, account, cents):
        """A receipt, or an exception."""

    def refund(self, receipt):
        """Take a payment back."""


class BankAdapter:
    """Pays through the bank."""

    name = "bank"

    def __init__(self, bank):
        self._bank = bank

    def pay(self, account, cents):
        """A receipt, or an exception."""

    def refund(self, receipt):
        """Take a payment back."""


class Checkout:
    """Pays through the first company that can be reached."""

    def __init__(self, adapters):
        self._adapters = adapters

    def pay(self, account, cents):
        """A receipt, or an exception."""

    def refund(self, receipt):
        """Take a payment back, where it was made."""
