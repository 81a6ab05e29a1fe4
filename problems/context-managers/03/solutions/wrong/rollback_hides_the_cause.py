from contextlib import contextmanager


@contextmanager
def transaction(connection):
    connection.begin()
    try:
        yield connection.cursor()
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
