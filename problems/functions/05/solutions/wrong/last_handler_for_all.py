def console(user, /, **handlers):
    commands = {}
    for name, handler in handlers.items():
        commands[name] = lambda *args, **kwargs: handler(user, *args, **kwargs)

    def run(command, /, *args, **kwargs):
        if command not in commands:
            raise LookupError(f"no command {command!r}, but {', '.join(commands)}")
        return commands[command](*args, **kwargs)

    return run
