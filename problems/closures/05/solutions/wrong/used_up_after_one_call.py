def same(value):
    return value


def join(functions):
    def row(*args, **kwargs):
        started = False
        for function in functions:
            value = function(value) if started else function(*args, **kwargs)
            started = True
        return value if started else same(*args, **kwargs)

    return row


def pipe(*functions):
    return join(functions)


def compose(*functions):
    return join(reversed(functions))
