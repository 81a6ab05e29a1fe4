import logging

logger = logging.getLogger(__name__)


class PriceError(Exception):
    """There is no price for what the exception names."""


def price_of(fetch, name):
    """Return the price that fetch gives for the name, as a float."""
    return float(fetch(name))


def update_prices(fetch, names):
    """Return a dict of the prices that could be had; log those that could not."""
    return {name: price_of(fetch, name) for name in names}
