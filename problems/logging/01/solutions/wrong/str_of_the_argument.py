import logging

logger = logging.getLogger(__name__)


def ship_all(orders, ship):
    shipped = 0
    for order in orders:
        logger.debug("shipping %s", str(order))
        if ship(order):
            shipped += 1
        else:
            logger.warning("could not ship %s", str(order))
    logger.info("%d of %d orders shipped", shipped, len(orders))
    return shipped
