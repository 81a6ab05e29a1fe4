from contextlib import contextmanager, suppress


@contextmanager
def transaction(connection):
    connection.begin()
    try:
        yield connection.cursor()
        connection.commit()
    except Exception:
        with suppress(Exception):
            connection.rollback()
        raise
