def ship_all(orders, ship):
    """Ship the orders, and say in the module's log what happens; return how many were shipped."""
    return 0
