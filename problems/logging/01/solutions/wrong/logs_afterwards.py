import logging

logger = logging.getLogger(__name__)


def ship_all(orders, ship):
    shipped = 0
    for order in orders:
        done = ship(order)
        logger.debug("shipping %s", order)
        if done:
            shipped += 1
        else:
            logger.warning("could not ship %s", order)
    logger.info("%d of %d orders shipped", shipped, len(orders))
    return shipped
