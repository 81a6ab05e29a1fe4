def make_bus():
    handlers = []

    def subscribe(handler):
        handlers.append(handler)

        def unsubscribe():
            if handler in handlers:
                handlers.remove(handler)
                return True
            return False

        return unsubscribe

    def publish(*args, **kwargs):
        calls = 0
        for handler in list(handlers):
            if handler in handlers:
                handler(*args, **kwargs)
                calls += 1
        return calls

    return subscribe, publish
