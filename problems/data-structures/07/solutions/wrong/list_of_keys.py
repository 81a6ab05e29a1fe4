class Recent:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError(f"no room for any entry: {capacity}")
        self._capacity = capacity
        self._values = {}
        self._order = []

    def put(self, key, value):
        if key in self._values:
            self._order.remove(key)
        self._values[key] = value
        self._order.append(key)
        if len(self._order) > self._capacity:
            oldest = self._order.pop(0)
            return oldest, self._values.pop(oldest)
        return None

    def get(self, key, default=None):
        if key not in self._values:
            return default
        self._order.remove(key)
        self._order.append(key)
        return self._values[key]

    def __contains__(self, key):
        return key in self._values

    def __len__(self):
        return len(self._values)

    def __iter__(self):
        return iter(self._order)
