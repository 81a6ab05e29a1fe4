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
    failures = {}
    for name in names:
        try:
            prices[name] = price_of(fetch, name)
        except PriceError as error:
            failures[name] = error
    for name, error in failures.items():
        logger.error("no price for %s", name, exc_info=error)
    return prices
