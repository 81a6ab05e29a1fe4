class Line:
    def __init__(self):
        self._items = []

    def put(self, item):
        self._items.append(item)

    def put_back(self, item):
        self._items.insert(0, item)

    def get(self):
        return self._items.pop(0)

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(self._items)
