def in_transaction(connect, work):
    connection = connect()
    result = None
    try:
        result = work(connection)
    except BaseException:
        connection.rollback()
        raise
    else:
        connection.commit()
    finally:
        connection.close()
        return result
