class Line:
    def __init__(self):
        self._items = []
        self._returned = []
        self._first = 0

    def put(self, item):
        self._items.append(item)

    def put_back(self, item):
        self._returned.append(item)

    def get(self):
        if self._returned:
            return self._returned.pop()
        item = self._items[self._first]
        self._first += 1
        return item

    def __len__(self):
        return len(self._returned) + len(self._items) - self._first

    def __iter__(self):
        yield from reversed(self._returned)
        yield from self._items[self._first :]
