from contextlib import contextmanager, suppress


@contextmanager
def transaction(connection):
    """Commit what is done in the block, or roll it back if the block fails."""
    connection.begin()
    try:
        yield connection.cursor()
        connection.commit()
    except BaseException:
        with suppress(Exception):
            connection.rollback()
        raise
