commands = {}


def console(user, /, **handlers):
    commands.update(handlers)

    def run(command, /, *args, **kwargs):
        if command not in commands:
            raise LookupError(f"no command {command!r}, but {', '.join(commands)}")
        return commands[command](user, *args, **kwargs)

    return run
