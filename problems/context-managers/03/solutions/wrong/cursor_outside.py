from contextlib import contextmanager, suppress


@contextmanager
def transaction(connection):
    connection.begin()
    cursor = connection.cursor()
    try:
        yield cursor
        connection.commit()
    except BaseException:
        with suppress(Exception):
            connection.rollback()
        raise
