"""What the cases use: a day at the bank, and what it left behind."""


def day(account, opening, orders):
    """Do the orders on an account, and say how each ended and what the books hold then."""
    ada, ben = account("Ada", opening), account("Ben", 1)
    ends = []
    for what, amount in orders:
        others = (ben,) if what == "transfer" else ()
        try:
            ends.append(getattr(ada, what)(amount, *others))
        except Exception as problem:
            ends.append((type(problem).__name__, getattr(problem, "missing", None)))
    return ends, ada.balance, ben.balance, ada.history, ben.history
