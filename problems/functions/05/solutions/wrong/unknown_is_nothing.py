def console(user, /, **handlers):
    def run(command, /, *args, **kwargs):
        handler = handlers.get(command)
        if handler:
            return handler(user, *args, **kwargs)
        return None

    return run
