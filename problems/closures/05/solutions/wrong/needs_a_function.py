def pipe(*functions):
    first, *others = functions

    def row(*args, **kwargs):
        result = first(*args, **kwargs)
        for function in others:
            result = function(result)
        return result

    return row


def compose(*functions):
    return pipe(*reversed(functions))
