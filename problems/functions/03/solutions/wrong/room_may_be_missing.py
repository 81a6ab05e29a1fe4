import time


def issue_pass(holder, *, room=None, minutes=60, now=None, guest=False):
    if now is None:
        now = time.time()
    return {"holder": holder, "room": room, "from": now, "until": now + minutes * 60, "guest": guest}
