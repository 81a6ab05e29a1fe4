"""What the cases use: a connection that notes what it is told, and fails where it is asked to."""


class Connection:
    """Notes all calls; `failures` are exceptions by the name of the method."""

    def __init__(self, log=None, name="", **failures):
        self.calls = log if log is not None else []
        self._name = name
        self._failures = failures

    def _call(self, method):
        self.calls.append(self._name + method)
        if method in self._failures:
            raise self._failures[method]

    def begin(self):
        self._call("begin")

    def commit(self):
        self._call("commit")

    def rollback(self):
        self._call("rollback")

    def cursor(self):
        self._call("cursor")
        return Cursor(self)


class Cursor:
    def __init__(self, connection):
        self._connection = connection

    def execute(self, statement):
        self._connection._call(statement)


def failure(manager, error=None):
    """Run a block that raises error, or nothing; return what came out of it."""
    try:
        with manager:
            if error is not None:
                raise error
    except BaseException as raised:
        return repr(raised)
    return "nothing came out"
