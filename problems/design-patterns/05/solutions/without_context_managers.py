from typing import NamedTuple


class Receipt(NamedTuple):
    provider: str
    reference: str
    cents: int


class PaymentError(Exception):
    pass


class Declined(PaymentError):
    pass


class Unavailable(PaymentError):
    pass


class Adapter:
    """What the two have in common: a receipt with a name on it, and an exception for each of the library's."""

    def call(self, action, *args, **kwargs):
        try:
            return action(*args, **kwargs)
        except self.errors() as error:
            raise self.translate(error) from error

    def pay(self, account, cents):
        return Receipt(self.name, self.book(account, cents), cents)


class SwiftAdapter(Adapter):
    name = "swift"

    def __init__(self, swift):
        self.swift = swift

    def errors(self):
        return self.swift.Error

    def translate(self, error):
        kind = Unavailable if error.code in (429, *range(500, 10000)) else PaymentError
        return kind(f"swift says {error.code}")

    def book(self, account, cents):
        digits = str(cents).zfill(3)
        answer = self.call(self.swift.charge, amount=digits[:-2] + "." + digits[-2:], source=account)
        if answer["state"] != "paid":
            raise Declined(answer["message"])
        return answer["id"]

    def refund(self, receipt):
        self.call(self.swift.void, receipt.reference)


class BankAdapter(Adapter):
    name = "bank"

    def __init__(self, bank):
        self.bank = bank

    def errors(self):
        return OSError

    def translate(self, error):
        return Unavailable("the bank does not answer")

    def within_a_session(self, action, *args):
        session = self.call(self.bank.begin)
        try:
            return self.call(action, session, *args)
        finally:
            self.call(self.bank.end, session)

    def book(self, account, cents):
        try:
            return self.within_a_session(self.bank.book, cents, account)
        except ValueError as error:
            raise Declined(*error.args) from error

    def refund(self, receipt):
        self.within_a_session(self.bank.cancel, receipt.reference)


class Checkout:
    def __init__(self, adapters):
        self.adapters = list(adapters)

    def pay(self, account, cents):
        trouble = Unavailable("nobody to ask")
        for adapter in self.adapters:
            try:
                return adapter.pay(account, cents)
            except Unavailable as error:
                trouble = error
        raise trouble

    def refund(self, receipt):
        for adapter in self.adapters:
            if adapter.name == receipt.provider:
                adapter.refund(receipt)
