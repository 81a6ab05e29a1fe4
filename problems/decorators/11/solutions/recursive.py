from functools import partial, wraps


def through(*layers):
    """Return a decorator that puts layers around a handler, the first one outermost."""

    def decorate(handler):
        def run(depth, request):
            if depth == len(layers):
                return handler(request)
            return layers[depth](request, partial(run, depth + 1))

        @wraps(handler)
        def decorated(request):
            return run(0, request)

        return decorated

    return decorate


class access_log:
    """A layer that appends "PATH STATUS" or "PATH failed" to the log."""

    def __init__(self, log):
        self._log = log

    def __call__(self, request, call_next):
        path = request["path"]
        try:
            response = call_next(request)
        except BaseException:
            self._log.append(path + " failed")
            raise
        self._log.append(path + " " + str(response["status"]))
        return response


def only_for(users):
    """Return a layer that lets only these users pass."""

    def layer(request, call_next):
        allowed = request.get("user") in users
        return call_next(request) if allowed else dict(status=403, body="forbidden")

    return layer
