from itertools import count


def make_bus():
    numbers = count()
    subscriptions = {}
    busy = False

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
        nonlocal busy
        if busy:
            return 0
        busy = True
        calls = 0
        for number, handler in list(subscriptions.items()):
            if number in subscriptions:
                handler(*args, **kwargs)
                calls += 1
        busy = False
        return calls

    return subscribe, publish
