"""What the cases use: listeners, some of which are equal to others."""

import gc


class Window:
    """Listens with two methods; all windows of a title are equal, and none has a hash."""

    def __init__(self, title, log=None):
        self.title = title
        self.log = [] if log is None else log

    def __eq__(self, other):
        return isinstance(other, Window) and self.title == other.title

    def redraw(self, key="all"):
        self.log.append(f"{self.title} redraws {key}")
        return f"{self.title} {key}"

    def save(self, key="all"):
        self.log.append(f"{self.title} saves {key}")
        return f"{self.title} saved"


class Caller:
    """An object that is a listener itself; those with one answer are equal, and none has a hash."""

    def __init__(self, answer):
        self.answer = answer

    def __eq__(self, other):
        return isinstance(other, Caller) and self.answer == other.answer

    def __call__(self, *args, **kwargs):
        return self.answer


def alive(kind):
    """How many objects of a class there are."""
    gc.collect()
    return sum(type(one) is kind for one in gc.get_objects())


def play(signal, moves):
    """Windows come, go and listen by these moves; what was told."""
    log, windows, told = [], {}, []
    for move, which in moves:
        if which not in windows:
            windows[which] = Window("abcd"[which], log)
        window = windows[which]
        if move == "connect":
            signal.connect(window.redraw)
        elif move == "save":
            signal.connect(window.save)
        elif move == "disconnect":
            told.append(signal.disconnect(window.redraw))
        elif move == "close":
            del windows[which], window
            gc.collect()
        told.append(len(signal))
        told.append(signal.send(len(told)))
    return told, log
