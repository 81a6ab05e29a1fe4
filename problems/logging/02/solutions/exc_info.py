from logging import ERROR, getLogger


class PriceError(Exception):
    pass


def price_of(fetch, name):
    try:
        price = float(fetch(name))
    except ValueError as error:
        raise PriceError(name) from error
    except OSError as error:
        raise PriceError(name) from error
    return price


def _tried(fetch, names):
    """The exception travels as a value, and is logged outside of the block that caught it."""
    for name in names:
        try:
            price, failure = price_of(fetch, name), None
        except PriceError as error:
            price, failure = None, error
        if failure is None:
            yield name, price
        else:
            getLogger(__name__).log(ERROR, "no price for %s", name, exc_info=failure)


def update_prices(fetch, names):
    return dict(_tried(fetch, names))
