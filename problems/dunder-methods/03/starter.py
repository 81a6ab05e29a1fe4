class Money:
    """An exact amount of money in one currency."""

    def __init__(self, amount, currency="EUR"):
        self.amount = amount
        self.currency = currency
