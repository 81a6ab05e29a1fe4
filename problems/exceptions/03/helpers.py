"""What the cases use: a connection that writes down what happens to it, and fails where it is told to."""


class Connection:
    """Fails with LookupError(step) in the steps that are named."""

    def __init__(self, *failing, work=None, result=None):
        self.log = []
        self._failing = failing
        self._work = work
        self._result = result

    def _step(self, name, error=LookupError):
        self.log.append(name)
        if name in self._failing:
            raise error(name)

    def connect(self):
        self._step("connect")
        return self

    def work(self, connection):
        self._step("work", self._work or LookupError)
        if connection is not self:
            self.log.append("with another connection")
        return self._result

    def commit(self):
        self._step("commit")

    def rollback(self):
        self._step("rollback")

    def close(self):
        self._step("close")


def story(in_transaction, fails=(), work=None, result=None):
    """The steps in order, and what came of them: the result, or the exceptions from the last to the first."""
    connection = Connection(*fails, work=work, result=result)
    try:
        return {"steps": connection.log, "returned": in_transaction(connection.connect, connection.work)}
    except BaseException as error:
        chain = []
        while error is not None:
            chain.append([type(error).__name__, *error.args])
            error = error.__context__
        return {"steps": connection.log, "raised": chain}
