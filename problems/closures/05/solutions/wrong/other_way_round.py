def pipe(*functions):
    if not functions:
        return lambda value: value
    *others, first = functions

    def row(*args, **kwargs):
        result = first(*args, **kwargs)
        for function in reversed(others):
            result = function(result)
        return result

    return row


def compose(*functions):
    return pipe(*reversed(functions))
