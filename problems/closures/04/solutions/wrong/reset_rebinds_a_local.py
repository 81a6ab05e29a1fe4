def remember(func):
    memory = {}

    def remembering(*args):
        if args not in memory:
            memory[args] = func(*args)
        return memory[args]

    def count():
        return len(memory)

    def reset():
        forgotten = count()
        memory = {}
        return forgotten

    remembering.reset = reset
    return remembering
