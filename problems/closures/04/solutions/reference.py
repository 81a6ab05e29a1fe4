def remember(func):
    """Return a function that runs func once for the same arguments, until it is reset."""
    memory = {}

    def remembering(*args):
        if args not in memory:
            memory[args] = func(*args)
        return memory[args]

    def reset():
        forgotten = len(memory)
        memory.clear()
        return forgotten

    remembering.reset = reset
    return remembering
