def console(user, /, **handlers):
    def run(command, /, *args, **kwargs):
        for name, handler in handlers.items():
            if name.startswith(command):
                return handler(user, *args, **kwargs)
        raise LookupError(f"no command {command!r}, but {', '.join(handlers)}")

    return run
