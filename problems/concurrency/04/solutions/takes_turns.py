import time
from contextlib import ExitStack


def _all_locks(accounts):
    """Whoever does not get all of them at once gives back what it has, and tries again."""
    while True:
        with ExitStack() as held:
            for account in accounts:
                if not account.lock.acquire(blocking=False):
                    break
                held.callback(account.lock.release)
            else:
                return held.pop_all()
        time.sleep(0.001 * accounts[0].number)


def transfer(source, target, amount):
    with _all_locks([source] if source is target else [source, target]):
        if source.balance < amount:
            raise ValueError("not enough")
        source.balance -= amount
        target.balance += amount


def total(accounts):
    if not accounts:
        return 0
    with _all_locks(accounts):
        return sum(account.balance for account in accounts)
