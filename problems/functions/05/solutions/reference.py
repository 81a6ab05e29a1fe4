def console(user, /, **handlers):
    """Return run(command, ...), which calls the handler of the command for the user."""

    def run(command, /, *args, **kwargs):
        if command not in handlers:
            raise LookupError(f"no command {command!r}, but {', '.join(handlers)}")
        return handlers[command](user, *args, **kwargs)

    return run
