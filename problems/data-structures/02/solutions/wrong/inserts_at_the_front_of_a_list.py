class Line:
    def __init__(self):
        self._items = []
        self._first = 0

    def put(self, item):
        self._items.append(item)

    def put_back(self, item):
        self._items.insert(self._first, item)

    def get(self):
        item = self._items[self._first]
        self._items[self._first] = None
        self._first += 1
        return item

    def __len__(self):
        return len(self._items) - self._first

    def __iter__(self):
        return iter(self._items[self._first :])
