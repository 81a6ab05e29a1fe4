from contextlib import ExitStack, contextmanager


def transfer(source, target, amount):
    """Move the amount from one account to another one; ValueError if there is not enough."""
    with _locked({source, target}):
        if source.balance < amount:
            raise ValueError("not enough money")
        source.balance -= amount
        target.balance += amount


def total(accounts):
    """Return the sum of the balances, as it was at one moment."""
    with _locked(accounts):
        return sum(account.balance for account in accounts)


@contextmanager
def _locked(accounts):
    """Hold the locks of all of them, taken in the one order that everybody keeps to."""
    with ExitStack() as stack:
        for account in sorted(accounts, key=lambda account: account.number):
            stack.enter_context(account.lock)
        yield
