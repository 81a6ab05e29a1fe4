def turned(table):
    return {
        value: [key for key, other in table.items() if other == value]
        for value in table.values()
    }
