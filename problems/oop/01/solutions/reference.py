class InsufficientFunds(Exception):
    """There is less on the account than is asked for; `missing` says by how many cents."""

    def __init__(self, missing):
        super().__init__(f"{missing} cents are missing")
        self.missing = missing


class Account:
    """An account in whole cents, which never goes below zero."""

    def __init__(self, owner, balance=0):
        if balance < 0:
            raise ValueError("an account does not begin in the red")
        self.owner = owner
        self.balance = balance
        self.history = []

    def deposit(self, amount):
        """Add amount and return the new balance."""
        self._check(amount)
        self.balance += amount
        self.history.append(("deposit", amount))
        return self.balance

    def withdraw(self, amount):
        """Take amount off and return the new balance."""
        self._check(amount)
        if amount > self.balance:
            raise InsufficientFunds(amount - self.balance)
        self.balance -= amount
        self.history.append(("withdraw", amount))
        return self.balance

    def transfer(self, amount, other):
        """Move amount to the other account and return the new balance of this one."""
        self.withdraw(amount)
        other.deposit(amount)
        return self.balance

    def _check(self, amount):
        if amount <= 0:
            raise ValueError(f"an amount is more than nothing, not {amount}")
