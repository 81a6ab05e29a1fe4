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
    for name in names:
        try:
            prices[name] = price_of(fetch, name)
        except PriceError:
            logger.exception(f"no price for {name}")
    return prices
