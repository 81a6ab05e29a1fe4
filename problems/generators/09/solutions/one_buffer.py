class _Fork:
    """The shared part: one list of what is between the two, and where each of them is."""

    def __init__(self, source, lag):
        self.source, self.lag = iter(source), lag
        self.kept, self.start = [], 0
        self.places = {}

    def read(self, reader):
        place = self.places.get(reader)
        if place is None:
            raise StopIteration
        if place == self.start + len(self.kept):
            self.take()
        item = self.kept[place - self.start]
        self.places[reader] += 1
        self.forget()
        return item

    def take(self):
        if len(self.kept) == self.lag:
            raise BufferError("too far ahead")
        try:
            item = next(self.source)
        except StopIteration:
            self.source = iter(())
            raise
        self.kept.append(item)

    def forget(self):
        first = min(self.places.values(), default=self.start + len(self.kept))
        del self.kept[: first - self.start]
        self.start = first

    def leave(self, reader):
        self.places.pop(reader, None)
        self.forget()


class _Side:
    def __init__(self, shared):
        self.shared = shared
        shared.places[self] = 0

    def __iter__(self):
        return self

    def __next__(self):
        return self.shared.read(self)

    def close(self):
        self.shared.leave(self)


def fork(source, lag):
    """Return two iterators over the items of source, which stay at most lag items apart."""
    shared = _Fork(source, lag)
    return _Side(shared), _Side(shared)
