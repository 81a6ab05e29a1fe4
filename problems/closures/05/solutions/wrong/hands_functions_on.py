def same(value):
    return value


def pipe(*functions):
    result = functions[0] if functions else same
    for function in functions[1:]:
        result = function(result)
    return result


def compose(*functions):
    return pipe(*functions[::-1])
