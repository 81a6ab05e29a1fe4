memory = {}


def remember(func):
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
