import logging

logger = logging.getLogger(__name__)


def ship_all(orders, ship):
    """Ship the orders, and say in the module's log what happens; return how many were shipped."""
    shipped = 0
    for order in orders:
        logger.debug("shipping %s", order)
        if ship(order):
            shipped += 1
        else:
            logger.warning("could not ship %s", order)
    logger.info("%d of %d orders shipped", shipped, len(orders))
    return shipped
