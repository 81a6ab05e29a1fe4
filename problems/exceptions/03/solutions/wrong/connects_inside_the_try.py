def in_transaction(connect, work):
    try:
        connection = connect()
        result = work(connection)
    except BaseException:
        connection.rollback()
        raise
    else:
        connection.commit()
        return result
    finally:
        connection.close()
