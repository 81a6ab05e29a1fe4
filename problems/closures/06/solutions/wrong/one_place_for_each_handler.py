def make_bus():
    subscriptions = {}

    def subscribe(handler):
        subscriptions[handler] = True

        def unsubscribe():
            if handler not in subscriptions:
                return False
            del subscriptions[handler]
            return True

        return unsubscribe

    def publish(*args, **kwargs):
        calls = 0
        for handler in list(subscriptions):
            if handler in subscriptions:
                handler(*args, **kwargs)
                calls += 1
        return calls

    return subscribe, publish
