import logging


def ship_all(orders, ship):
    shipped = 0
    for order in orders:
        logging.debug("shipping %s", order)
        if ship(order):
            shipped += 1
        else:
            logging.warning("could not ship %s", order)
    logging.info("%d of %d orders shipped", shipped, len(orders))
    return shipped
