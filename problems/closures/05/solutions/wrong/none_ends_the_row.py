def pipe(*functions):
    if not functions:
        return lambda value: value
    first, *others = functions

    def row(*args, **kwargs):
        result = first(*args, **kwargs)
        for function in others:
            if not result:
                return result
            result = function(result)
        return result

    return row


def compose(*functions):
    return pipe(*reversed(functions))
