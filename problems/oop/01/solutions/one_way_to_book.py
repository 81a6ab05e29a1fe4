class InsufficientFunds(Exception):
    """There is less on the account than is asked for; `missing` says by how many cents."""

    missing = 0


class Account:
    """An account in whole cents, which never goes below zero."""

    def __init__(self, owner, balance=0):
        if balance < 0:
            raise ValueError(balance)
        self.owner, self.balance, self.history = owner, balance, []

    def _book(self, what, amount, sign):
        if not amount > 0:
            raise ValueError(amount)
        after = self.balance + sign * amount
        if after < 0:
            problem = InsufficientFunds(f"{-after} cents are missing")
            problem.missing = -after
            raise problem
        self.balance = after
        self.history.append((what, amount))
        return after

    def deposit(self, amount):
        return self._book("deposit", amount, 1)

    def withdraw(self, amount):
        return self._book("withdraw", amount, -1)

    def transfer(self, amount, other):
        left = self.withdraw(amount)
        other.deposit(amount)
        return left
