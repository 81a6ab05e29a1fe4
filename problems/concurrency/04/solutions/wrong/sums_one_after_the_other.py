def transfer(source, target, amount):
    if source is target:
        with source.lock:
            if source.balance < amount:
                raise ValueError("not enough")
        return
    first, second = sorted([source, target], key=lambda account: account.number)
    with first.lock, second.lock:
        if source.balance < amount:
            raise ValueError("not enough")
        source.balance -= amount
        target.balance += amount


def total(accounts):
    result = 0
    for account in accounts:
        with account.lock:
            result += account.balance
    return result
