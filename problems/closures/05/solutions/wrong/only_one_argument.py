def pipe(*functions):
    def row(value):
        for function in functions:
            value = function(value)
        return value

    return row


def compose(*functions):
    return pipe(*functions[::-1])
