import functools


def _around(layer, inner):
    """Return the handler that runs a layer around an inner handler."""

    def handle(request):
        return layer(request, inner)

    return handle


def through(*layers):
    """Return a decorator that puts layers around a handler, the first one outermost."""

    def decorate(handler):
        chain = handler
        for layer in reversed(layers):
            chain = _around(layer, chain)

        @functools.wraps(handler)
        def wrapper(request):
            return chain(request)

        return wrapper

    return decorate


def access_log(log):
    """Return a layer that appends "PATH STATUS" or "PATH failed" to the log."""

    def layer(request, call_next):
        path, outcome = request["path"], "failed"
        try:
            outcome = call_next(request)["status"]
        finally:
            log.append(f"{path} {outcome}")
        return call_next(request)

    return layer


def only_for(users):
    """Return a layer that lets only these users pass."""

    def layer(request, call_next):
        if request.get("user") not in users:
            return {"status": 403, "body": "forbidden"}
        return call_next(request)

    return layer
