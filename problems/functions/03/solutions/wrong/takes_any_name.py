import time


def issue_pass(holder, *, room, **options):
    now = options.get("now")
    if now is None:
        now = time.time()
    until = now + options.get("minutes", 60) * 60
    return {"holder": holder, "room": room, "from": now, "until": until, "guest": options.get("guest", False)}
