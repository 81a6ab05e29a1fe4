def in_transaction(connect, work):
    connection = connect()
    try:
        result = work(connection)
    except BaseException:
        connection.rollback()
        raise
    connection.commit()
    connection.close()
    return result
