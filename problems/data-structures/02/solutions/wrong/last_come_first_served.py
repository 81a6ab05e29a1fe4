class Line:
    def __init__(self):
        self._items = []

    def put(self, item):
        self._items.append(item)

    def put_back(self, item):
        self._items.append(item)

    def get(self):
        return self._items.pop()

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(self._items)
