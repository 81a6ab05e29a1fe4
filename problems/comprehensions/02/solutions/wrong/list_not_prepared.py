def turned(table):
    result = {}
    for key, value in table.items():
        result[value].append(key)
    return result
