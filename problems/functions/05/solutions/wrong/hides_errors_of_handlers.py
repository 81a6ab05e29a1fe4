def console(user, /, **handlers):
    def run(command, /, *args, **kwargs):
        try:
            return handlers[command](user, *args, **kwargs)
        except KeyError:
            raise LookupError(f"no command {command!r}, but {', '.join(handlers)}") from None

    return run
