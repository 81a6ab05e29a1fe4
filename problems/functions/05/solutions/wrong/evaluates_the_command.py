def console(user, /, **handlers):
    def run(command, /, *args, **kwargs):
        try:
            handler = eval(command, dict(handlers))
        except NameError:
            raise LookupError(f"no command {command!r}, but {', '.join(handlers)}") from None
        return handler(user, *args, **kwargs)

    return run
