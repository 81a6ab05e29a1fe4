import logging

logger = logging.getLogger(__name__)


class PriceError(Exception):
    pass


def price_of(fetch, name):
    try:
        return float(fetch(name))
    except (OSError, ValueError) as error:
        raise PriceError(name) from error


def update_prices(fetch, names):
    prices = {}
    try:
        for name in names:
            prices[name] = price_of(fetch, name)
    except PriceError:
        logger.exception("no price for %s", name)
    return prices
