import logging

logger = logging.getLogger(__name__)


class PriceError(Exception):
    pass


def price_of(fetch, name):
    try:
        return float(fetch(name))
    except (OSError, ValueError):
        raise PriceError(name) from None


def update_prices(fetch, names):
    prices = {}
    for name in names:
        try:
            prices[name] = price_of(fetch, name)
        except PriceError:
            logger.exception("no price for %s", name)
    return prices
