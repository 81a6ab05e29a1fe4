def make_bus():
    entries = []

    def subscribe(handler):
        entry = [handler]
        entries.append(entry)

        def unsubscribe():
            for place, other in enumerate(entries):
                if other is entry:
                    del entries[place]
                    return True
            return False

        return unsubscribe

    def publish(*args, **kwargs):
        calls = 0
        last = entries[-1] if entries else None
        for entry in entries:
            entry[0](*args, **kwargs)
            calls += 1
            if entry is last:
                break
        return calls

    return subscribe, publish
