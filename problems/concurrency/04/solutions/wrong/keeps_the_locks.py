from contextlib import ExitStack


def transfer(source, target, amount):
    accounts = sorted({source, target}, key=lambda account: account.number)
    for account in accounts:
        account.lock.acquire()
    if source.balance < amount:
        raise ValueError("not enough")
    source.balance -= amount
    target.balance += amount
    for account in accounts:
        account.lock.release()


def total(accounts):
    with ExitStack() as stack:
        for account in sorted(accounts, key=lambda account: account.number):
            stack.enter_context(account.lock)
        return sum(account.balance for account in accounts)
