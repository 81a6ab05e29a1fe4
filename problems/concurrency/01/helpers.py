"""What the cases use: several threads at once, and a call that may never come back."""

import threading


def at_once(actions):
    """Runs each action in a thread of its own, all at the same time; what they returned, in order."""
    start = threading.Barrier(len(actions))
    results = [None] * len(actions)

    def run(place, action):
        start.wait()
        results[place] = action()

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
