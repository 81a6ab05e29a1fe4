"""What the cases use: a whole conversation with a generator."""


def talk(sensor, words, restart):
    """Send the words, throwing where one is 'restart'; return the answers and the result."""
    answers = [next(sensor)]
    for word in words:
        answers.append(sensor.throw(restart()) if word == "restart" else sensor.send(word))
    try:
        sensor.send(None)
    except StopIteration as end:
        return answers, end.value
    return answers, "did not end"
