from contextlib import contextmanager, suppress


@contextmanager
def transaction(connection):
    connection.begin()
    try:
        yield connection.cursor()
    except BaseException:
        with suppress(Exception):
            connection.rollback()
        raise
    finally:
        connection.commit()
