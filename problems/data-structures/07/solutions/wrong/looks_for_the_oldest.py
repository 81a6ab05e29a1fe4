class Recent:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError(f"no room for any entry: {capacity}")
        self._capacity = capacity
        self._values = {}
        self._used = {}
        self._time = 0

    def _use(self, key):
        self._time += 1
        self._used[key] = self._time

    def put(self, key, value):
        self._values[key] = value
        self._use(key)
        if len(self._values) > self._capacity:
            oldest = min(self._used, key=self._used.get)
            del self._used[oldest]
            return oldest, self._values.pop(oldest)
        return None

    def get(self, key, default=None):
        if key not in self._values:
            return default
        self._use(key)
        return self._values[key]

    def __contains__(self, key):
        return key in self._values

    def __len__(self):
        return len(self._values)

    def __iter__(self):
        return iter(sorted(self._used, key=self._used.get))
