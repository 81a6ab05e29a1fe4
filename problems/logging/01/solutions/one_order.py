from logging import DEBUG, INFO, WARNING, getLogger


def ship_all(orders, ship):
    """The logger is looked up where it is needed: for one name there is one."""
    results = [_ship_one(order, ship) for order in orders]
    getLogger(__name__).log(INFO, "%d of %d orders shipped", sum(results), len(results))
    return sum(results)


def _ship_one(order, ship):
    log = getLogger(__name__)
    log.log(DEBUG, "shipping %s", order)
    if ship(order):
        return True
    log.log(WARNING, "could not ship %s", order)
    return False
