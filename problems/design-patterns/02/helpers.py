"""What the cases use: how a call ended, and a play with a factory."""


def outcome(action, *args, **kwargs):
    """What a call returned, or the name of what it raised, with its arguments where it is no UnknownKind."""
    try:
        return action(*args, **kwargs)
    except Exception as error:
        if hasattr(error, "known"):
            return [type(error).__name__, error.kind, list(error.known)]
        return type(error).__name__


def play(factory, moves):
    """Each move registers, registers lazily, creates, or asks for the kinds; how each of them ended."""
    told = []
    for number, (move, kind, other) in enumerate(moves):
        if move == "register":
            told.append(outcome(lambda: factory.register(kind, other)(lambda size, n=number: [n, size])([])))
        elif move == "lazy":
            told.append(outcome(factory.register_lazy, kind, "operator:" + ("neg" if number % 2 else "pos")))
        elif move == "create":
            told.append(outcome(factory.create, kind, number))
        told.append(list(factory.kinds()))
    return told
