import threading
from contextlib import ExitStack

bank = threading.Lock()


def transfer(source, target, amount):
    with bank, ExitStack() as stack:
        for account in {source, target}:
            stack.enter_context(account.lock)
        if source.balance < amount:
            raise ValueError("not enough")
        source.balance -= amount
        target.balance += amount


def total(accounts):
    with bank, ExitStack() as stack:
        for account in accounts:
            stack.enter_context(account.lock)
        return sum(account.balance for account in accounts)
