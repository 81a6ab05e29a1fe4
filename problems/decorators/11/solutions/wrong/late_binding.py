import functools


def through(*layers):
    """Return a decorator that puts layers around a handler, the first one outermost."""

    def decorate(handler):
        chain = handler
        for layer in reversed(layers):
            inner = chain

            def chain(request):
                return layer(request, inner)

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
            response = call_next(request)
            outcome = response["status"]
            return response
        finally:
            log.append(f"{path} {outcome}")

    return layer


def only_for(users):
    """Return a layer that lets only these users pass."""

    def layer(request, call_next):
        if request.get("user") not in users:
            return {"status": 403, "body": "forbidden"}
        return call_next(request)

    return layer
