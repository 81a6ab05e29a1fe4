def console(user, /, **handlers):
    """Return run(command, ...), which calls the handler of the command for the user."""

    def run(command, /, *args, **kwargs):
        return None

    return run
