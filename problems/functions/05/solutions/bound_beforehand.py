from functools import partial


def console(user, /, **handlers):
    """Give each handler its user at once; a partial calls nothing before it is called."""
    commands = {name: partial(handler, user) for name, handler in handlers.items()}

    def run(name, /, *args, **kwargs):
        command = commands.get(name)
        if command is None:
            raise LookupError(f"{name} is unknown; known are:\n" + ", ".join(commands))
        return command(*args, **kwargs)

    return run
