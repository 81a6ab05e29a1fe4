from contextlib import contextmanager, suppress


@contextmanager
def transaction(connection):
    connection.begin()
    try:
        yield connection.cursor()
        connection.commit()
    except BaseException:
        with suppress(Exception):
            connection.rollback()
