def in_transaction(connect, work):
    """Call work with a connection; commit what it has done, or roll it back; return its result."""
    connection = connect()
    try:
        result = work(connection)
    except BaseException:
        connection.rollback()
        raise
    else:
        connection.commit()
        return result
    finally:
        connection.close()
