def in_transaction(connect, work):
    connection = connect()
    try:
        result = work(connection)
    except Exception:
        connection.rollback()
        raise
    else:
        connection.commit()
        return result
    finally:
        connection.close()
