def turned(table):
    result = {value: [] for value in set(table.values())}
    for key, value in table.items():
        result[value].append(key)
    return result
