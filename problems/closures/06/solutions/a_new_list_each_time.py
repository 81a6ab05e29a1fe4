def make_bus():
    """Never changes a list: each change makes a new one, so that deliveries keep theirs."""
    entries = []

    def subscribe(handler):
        nonlocal entries
        entry = {"handler": handler, "alive": True}
        entries = entries + [entry]

        def unsubscribe():
            nonlocal entries
            was_alive, entry["alive"] = entry["alive"], False
            entries = [other for other in entries if other is not entry]
            return was_alive

        return unsubscribe

    def publish(*args, **kwargs):
        calls = 0
        for entry in entries:
            if entry["alive"]:
                entry["handler"](*args, **kwargs)
                calls += 1
        return calls

    return subscribe, publish
