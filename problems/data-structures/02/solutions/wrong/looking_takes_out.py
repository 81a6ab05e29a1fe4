from collections import deque


class Line:
    def __init__(self):
        self._items = deque()

    def put(self, item):
        self._items.append(item)

    def put_back(self, item):
        self._items.appendleft(item)

    def get(self):
        return self._items.popleft()

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        while self._items:
            yield self.get()
