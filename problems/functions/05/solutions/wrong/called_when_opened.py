def console(user, /, **handlers):
    commands = {name: handler(user) for name, handler in handlers.items()}

    def run(command, /, *args, **kwargs):
        if command not in commands:
            raise LookupError(f"no command {command!r}, but {', '.join(commands)}")
        return commands[command]

    return run
