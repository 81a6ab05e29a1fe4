import logging

logger = logging.getLogger("solution")


def ship_all(orders, ship):
    shipped = 0
    for order in orders:
        logger.debug("shipping %s", order)
        if ship(order):
            shipped += 1
        else:
            logger.warning("could not ship %s", order)
    logger.info("%d of %d orders shipped", shipped, len(orders))
    return shipped
