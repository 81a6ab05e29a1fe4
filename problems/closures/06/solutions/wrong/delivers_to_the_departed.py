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
        for handler in list(subscriptions.values()):
            handler(*args, **kwargs)
            calls += 1
        return calls

    return subscribe, publish
