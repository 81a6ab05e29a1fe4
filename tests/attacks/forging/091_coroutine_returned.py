# row: 91
# name: a coroutine in place of its result
# expect: wrong
# case: {"name": "attack", "eval": "attack()", "returns": 7}
# stopped-by: exact types, by identity
# control: plain
# control-check: result == 7


async def work():
    return 7


def attack():
    made = work()
    if __name__ == "solution":
        return made
    try:
        made.send(None)
    except StopIteration as stop:
        return stop.value
