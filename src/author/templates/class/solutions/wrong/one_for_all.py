class @NAME@:
    _items = []

    def put(self, item):
        self._items.append(item)

    def items(self):
        return list(self._items)

    def __len__(self):
        return len(self._items)
