from contextlib import ExitStack


def transfer(source, target, amount):
    """Two numbers are put in order without sorting."""
    if source is target:
        with source.lock:
            _check(source, amount)
        return
    low, high = (source, target) if source.number < target.number else (target, source)
    with low.lock, high.lock:
        _check(source, amount)
        source.balance, target.balance = source.balance - amount, target.balance + amount


def _check(account, amount):
    if account.balance < amount:
        raise ValueError(account.number)


def total(accounts):
    by_number = {account.number: account for account in accounts}
    with ExitStack() as locks:
        return sum(_balance(by_number[number], locks) for number in sorted(by_number))


def _balance(account, locks):
    locks.enter_context(account.lock)
    return account.balance
