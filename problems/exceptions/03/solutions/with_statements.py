from contextlib import closing, contextmanager


@contextmanager
def transaction(connection):
    """Either commits or rolls back; the try holds nothing but the block."""
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def in_transaction(connect, work):
    with closing(connect()) as connection, transaction(connection):
        return work(connection)
