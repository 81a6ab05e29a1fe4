def turned(table):
    return {value: [key] for key, value in table.items()}
