import logging

logger = logging.getLogger(__name__)


def ship_all(orders, ship):
    shipped = 0
    for order in orders:
        logger.debug(f"shipping {order}")
        if ship(order):
            shipped += 1
        else:
            logger.warning(f"could not ship {order}")
    logger.info(f"{shipped} of {len(orders)} orders shipped")
    return shipped
