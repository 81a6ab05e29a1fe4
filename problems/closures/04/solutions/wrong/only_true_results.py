def remember(func):
    memory = {}

    def remembering(*args):
        if not memory.get(args):
            memory[args] = func(*args)
        return memory[args]

    def reset():
        forgotten = len(memory)
        memory.clear()
        return forgotten

    remembering.reset = reset
    return remembering
