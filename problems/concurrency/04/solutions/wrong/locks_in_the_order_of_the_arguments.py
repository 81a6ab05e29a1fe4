from contextlib import ExitStack


def transfer(source, target, amount):
    if source is target:
        with source.lock:
            if source.balance < amount:
                raise ValueError("not enough")
        return
    with source.lock, target.lock:
        if source.balance < amount:
            raise ValueError("not enough")
        source.balance -= amount
        target.balance += amount


def total(accounts):
    with ExitStack() as stack:
        for account in sorted(accounts, key=lambda account: account.number):
            stack.enter_context(account.lock)
        return sum(account.balance for account in accounts)
