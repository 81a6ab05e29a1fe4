def remember(func):
    """Asks the memory and is told by a KeyError; reset puts a new dictionary in place."""
    memory = {}

    def remembering(*args):
        try:
            return memory[args]
        except KeyError:
            pass
        result = func(*args)
        memory[args] = result
        return result

    def reset():
        nonlocal memory
        forgotten, memory = len(memory), {}
        return forgotten

    remembering.reset = reset
    return remembering
