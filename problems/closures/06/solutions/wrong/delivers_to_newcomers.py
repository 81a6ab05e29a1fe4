def make_bus():
    entries = []

    def subscribe(handler):
        entry = [handler, True]
        entries.append(entry)

        def unsubscribe():
            was_alive = entry[1]
            entry[1] = False
            return was_alive

        return unsubscribe

    def publish(*args, **kwargs):
        calls = 0
        for handler_and_state in entries:
            if handler_and_state[1]:
                handler_and_state[0](*args, **kwargs)
                calls += 1
        return calls

    return subscribe, publish
