from contextlib import contextmanager
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
        euros, rest = divmod(cents, 100)
        with self._translated():
            answer = self._swift.charge(amount=f"{euros}.{rest:02}", source=account)
        if answer["state"] == "refused":
            raise Declined(answer["message"])
        return Receipt(self.name, answer["id"], cents)

    def refund(self, receipt):
        """Take a payment back."""
        with self._translated():
            self._swift.void(receipt.reference)

    @contextmanager
    def _translated(self):
        try:
            yield
        except self._swift.Error as error:
            if error.code == 429 or error.code >= 500:
                raise Unavailable(str(error)) from error
            raise PaymentError(str(error)) from error


class BankAdapter:
    """Pays through the bank."""

    name = "bank"

    def __init__(self, bank):
        self._bank = bank

    def pay(self, account, cents):
        """A receipt, or an exception."""
        with self._session() as session:
            try:
                reference = self._bank.book(session, cents, account)
            except ValueError as error:
                raise Declined(str(error)) from error
        return Receipt(self.name, reference, cents)

    def refund(self, receipt):
        """Take a payment back."""
        with self._session() as session:
            self._bank.cancel(session, receipt.reference)

    @contextmanager
    def _session(self):
        try:
            session = self._bank.begin()
            try:
                yield session
            finally:
                self._bank.end(session)
        except OSError as error:
            raise Unavailable(str(error)) from error


class Checkout:
    """Pays through the first company that can be reached."""

    def __init__(self, adapters):
        self._adapters = {adapter.name: adapter for adapter in adapters}

    def pay(self, account, cents):
        """A receipt, or an exception."""
        for adapter in self._adapters.values():
            try:
                return adapter.pay(account, cents)
            except PaymentError:
                pass
        raise Unavailable("no company can be reached")

    def refund(self, receipt):
        """Take a payment back, where it was made."""
        self._adapters[receipt.provider].refund(receipt)
