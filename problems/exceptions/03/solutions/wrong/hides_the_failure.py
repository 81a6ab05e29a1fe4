def in_transaction(connect, work):
    connection = connect()
    try:
        result = work(connection)
    except BaseException as error:
        connection.rollback()
        print("rolled back:", error)
    else:
        connection.commit()
        return result
    finally:
        connection.close()
