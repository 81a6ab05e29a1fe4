import time


def issue_pass(holder, *, room, minutes=60, now=None, guest=False):
    now = now or time.time()
    minutes = minutes or 60
    return {"holder": holder, "room": room, "from": now, "until": now + minutes * 60, "guest": guest}
