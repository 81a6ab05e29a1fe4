from contextlib import contextmanager, suppress


@contextmanager
def transaction(connection):
    try:
        connection.begin()
        yield connection.cursor()
        connection.commit()
    except BaseException:
        with suppress(Exception):
            connection.rollback()
        raise
