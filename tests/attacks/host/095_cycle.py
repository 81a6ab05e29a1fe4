# row: 95
# name: a list that holds itself
# expect: wrong
# stopped-by: the encoder knows what it is writing
# control: plain
# control-check: result is True


def attack():
    made = []
    made.append(made)
    return made if __name__ == "solution" else made[0] is made
