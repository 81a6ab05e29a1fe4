"""What the cases use: how a call ends, and a queue that is filled and emptied."""


def ending(act):
    """Say how a call ended: "done", or the name of the exception."""
    try:
        act()
    except Exception as problem:
        return type(problem).__name__
    return "done"


def drain(kind, order, jobs):
    """Add the jobs to a queue of this kind, take every third turn, then the rest."""
    queue, seen = kind(order=order), []
    for turn, job in enumerate(jobs):
        try:
            queue.add(job)
        except ValueError:
            seen.append("refused")
        if turn % 3 == 2 and len(queue):
            seen.append(queue.take())
    while len(queue):
        seen.append(queue.take())
        if len(seen) > 99:
            break
    return seen
