"""What the cases use: threads, and a family of classes that exist once."""

import threading


def at_once(actions):
    """Runs each action in a thread of its own, all at the same time; what they returned, in order."""
    start = threading.Barrier(len(actions))
    results = [None] * len(actions)

    def run(place, action):
        start.wait()
        try:
            results[place] = action()
        except AttributeError as error:
            results[place] = type(error).__name__

    threads = [threading.Thread(target=run, args=pair, daemon=True) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)
    return results


def in_time(action):
    """What the action returns, or "still waiting" where it does not come back."""
    results = ["still waiting"]

    def run():
        results[0] = action()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(1)
    return results[0]


def different(objects):
    """How many objects there are among these."""
    return len({id(one) for one in objects})


def play(base, calls):
    """Calls classes of a family with a word each; what was made, and what is got. The word "bad" fails."""
    made = []

    class Store(base):
        def __init__(self, word):
            made.append([type(self).__name__, word])
            if word == "bad":
                raise ValueError(word)
            self.word = word

    class Memory(Store):
        pass

    class Disk(Store):
        pass

    class Cache(Memory):
        def __init__(self, word):
            super().__init__(word.upper())

    family = [Store, Memory, Disk, Cache]
    got = []
    for which, word in calls:
        try:
            one = family[which](word)
            got.append([type(one).__name__, one.word])
        except ValueError as error:
            got.append(str(error))
    return made, got
