from contextlib import contextmanager


@contextmanager
def transaction(connection):
    """Commit what is done in the block, or roll it back if the block fails."""
    connection.begin()
    yield connection.cursor()
