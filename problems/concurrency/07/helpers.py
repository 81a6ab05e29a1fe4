"""What the cases use: threads that meet, and tasks that take turns."""

import threading


def at_once(*actions):
    """Runs each action in a thread of its own, all at the same time; what they returned, in order."""
    results = [None] * len(actions)
    start = threading.Barrier(len(actions))

    def run(place, action):
        start.wait()
        results[place] = action()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def elsewhere(action):
    """What the action returns in a new thread."""
    return at_once(action)[0]
