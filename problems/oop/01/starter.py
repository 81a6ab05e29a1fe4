class InsufficientFunds(Exception):
    """There is less on the account than is asked for; `missing` says by how many cents."""


class Account:
    """An account in whole cents, which never goes below zero."""

    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance
