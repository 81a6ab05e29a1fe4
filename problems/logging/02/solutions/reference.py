import logging

logger = logging.getLogger(__name__)


class PriceError(Exception):
    """There is no price for what the exception names."""


def price_of(fetch, name):
    """Return the price that fetch gives for the name, as a float."""
    try:
        return float(fetch(name))
    except (OSError, ValueError) as error:
        raise PriceError(name) from error


def update_prices(fetch, names):
    """Return a dict of the prices that could be had; log those that could not."""
    prices = {}
    for name in names:
        try:
            prices[name] = price_of(fetch, name)
        except PriceError:
            logger.exception("no price for %s", name)
    return prices
