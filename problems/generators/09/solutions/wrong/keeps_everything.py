def fork(source, lag):
    shared = {"source": iter(source), "items": [], "ended": False}
    left, right = Reader(shared, lag), Reader(shared, lag)
    left.other, right.other = right, left
    return left, right


class Reader:
    def __init__(self, shared, lag):
        self.shared, self.lag = shared, lag
        self.place, self.closed = 0, False

    def __iter__(self):
        return self

    def __next__(self):
        items = self.shared["items"]
        if self.closed or self.place == len(items) and self.shared["ended"]:
            raise StopIteration
        if self.place == len(items):
            if not self.other.closed and self.place - self.other.place >= self.lag:
                raise BufferError("too far ahead")
            try:
                items.append(next(self.shared["source"]))
            except StopIteration:
                self.shared["ended"] = True
                raise
        self.place += 1
        return items[self.place - 1]

    def close(self):
        self.closed = True
