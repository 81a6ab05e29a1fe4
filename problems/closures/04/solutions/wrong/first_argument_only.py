def remember(func):
    memory = {}

    def remembering(*args):
        key = args[:1]
        if key not in memory:
            memory[key] = func(*args)
        return memory[key]

    def reset():
        forgotten = len(memory)
        memory.clear()
        return forgotten

    remembering.reset = reset
    return remembering
