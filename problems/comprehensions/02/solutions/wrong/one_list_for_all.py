def turned(table):
    result = dict.fromkeys(table.values(), [])
    for key, value in table.items():
        result[value].append(key)
    return result
