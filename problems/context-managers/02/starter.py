from contextlib import contextmanager


@contextmanager
def changed(settings, **values):
    """Give settings these values for a block, and put back what was there before."""
    yield settings
