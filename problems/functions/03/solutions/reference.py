import time


def issue_pass(holder, *, room, minutes=60, now=None, guest=False):
    """Return an entry pass: a dict with holder, room, from, until and guest."""
    if now is None:
        now = time.time()
    return {"holder": holder, "room": room, "from": now, "until": now + minutes * 60, "guest": guest}
