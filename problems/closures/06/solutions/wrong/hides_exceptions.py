from itertools import count


def make_bus():
    numbers = count()
    subscriptions = {}

    def subscribe(handler):
        number = next(numbers)
        subscriptions[number] = handler

        def unsubscribe():
            if number not in subscriptions:
                return False
            del subscriptions[number]
            return True

        return unsubscribe

    def publish(*args, **kwargs):
        calls = 0
        for number, handler in list(subscriptions.items()):
            if number in subscriptions:
                try:
                    handler(*args, **kwargs)
                except Exception as error:
                    print("a handler failed:", error)
                calls += 1
        return calls

    return subscribe, publish
