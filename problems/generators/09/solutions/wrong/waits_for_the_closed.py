from collections import deque


def fork(source, lag):
    rest = iter(source)
    left, right = _Reader(rest, lag), _Reader(rest, lag)
    left.other, right.other = right, left
    return left, right


class _Reader:
    def __init__(self, source, lag):
        self._source = source
        self._lag = lag
        self.waiting = deque()
        self.closed = False
        self.ended = False

    def __iter__(self):
        return self

    def __next__(self):
        if self.closed:
            raise StopIteration
        if self.waiting:
            return self.waiting.popleft()
        if self.ended:
            raise StopIteration
        if len(self.other.waiting) >= self._lag:
            raise BufferError(f"{self._lag} items ahead of the other reader")
        return self._take()

    def _take(self):
        try:
            item = next(self._source)
        except StopIteration:
            self.ended = self.other.ended = True
            raise
        self.other.waiting.append(item)
        return item

    def close(self):
        self.closed = True
