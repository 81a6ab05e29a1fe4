def through(*layers):
    """Return a decorator that puts layers around a handler, the first one outermost."""

    def decorate(handler):
        return handler

    return decorate


def access_log(log):
    """Return a layer that appends "PATH STATUS" or "PATH failed" to the log."""

    def layer(request, call_next):
        return call_next(request)

    return layer


def only_for(users):
    """Return a layer that lets only these users pass."""

    def layer(request, call_next):
        return call_next(request)

    return layer
