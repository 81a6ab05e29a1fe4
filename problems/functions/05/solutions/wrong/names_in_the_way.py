def console(user, **handlers):
    def run(command, *args, **kwargs):
        if command not in handlers:
            raise LookupError(f"no command {command!r}, but {', '.join(handlers)}")
        return handlers[command](user, *args, **kwargs)

    return run
