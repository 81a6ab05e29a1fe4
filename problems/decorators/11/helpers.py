"""Layers that the cases put around handlers."""


def noting(notes, name):
    """Return a layer that notes when a request goes in, and how it comes out."""

    def layer(request, call_next):
        notes.append(f"> {name}")
        try:
            response = call_next(request)
        except BaseException as error:
            notes.append(f"{type(error).__name__} {name}")
            raise
        notes.append(f"< {name}")
        return response

    return layer


def adding(text):
    """Return a layer that adds a text to the path on the way in, and to the body on the way out."""

    def layer(request, call_next):
        response = call_next({**request, "path": request["path"] + text})
        return {**response, "body": response["body"] + text}

    return layer


def answering(body):
    """Return a layer that answers by itself."""
    return lambda request, call_next: {"status": 200, "body": body}


def twice(request, call_next):
    """Run what is inside two times, and join the bodies."""
    first, second = call_next(request), call_next(request)
    return {"status": 200, "body": first["body"] + second["body"]}


def rescue(request, call_next):
    """Answer with a status of 500 where something fails."""
    try:
        return call_next(request)
    except Exception as error:
        return {"status": 500, "body": str(error)}


def show_path(request):
    """Answer with the path."""
    return {"status": 200, "body": request["path"]}
