class transaction:
    """A context manager by hand: both ways out may have to roll back."""

    def __init__(self, connection):
        self._connection = connection

    def __enter__(self):
        self._connection.begin()
        try:
            return self._connection.cursor()
        except BaseException:
            self._undo()
            raise

    def __exit__(self, exc_type, exc, traceback):
        if exc_type is not None:
            self._undo()
            return
        try:
            self._connection.commit()
        except BaseException:
            self._undo()
            raise

    def _undo(self):
        try:
            self._connection.rollback()
        except Exception:
            pass
