class Line:
    """Two lists, back to back: the ends of both are where things happen."""

    def __init__(self):
        self._front = []  # the first in line is its last
        self._back = []

    def put(self, item):
        self._back.append(item)

    def put_back(self, item):
        self._front.append(item)

    def get(self):
        if not self._front:
            self._front = self._back[::-1]
            self._back.clear()
        return self._front.pop()

    def __len__(self):
        return len(self._front) + len(self._back)

    def __iter__(self):
        yield from reversed(self._front)
        yield from self._back
