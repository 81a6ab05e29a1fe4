def turned(table):
    result = {}
    for key, value in table.items():
        if value not in result:
            result[value] = key
        elif isinstance(result[value], list):
            result[value].append(key)
        else:
            result[value] = [result[value], key]
    return result
