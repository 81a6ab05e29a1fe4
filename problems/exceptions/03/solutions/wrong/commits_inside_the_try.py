def in_transaction(connect, work):
    connection = connect()
    try:
        result = work(connection)
        connection.commit()
        return result
    except BaseException:
        connection.rollback()
        raise
    finally:
        connection.close()
