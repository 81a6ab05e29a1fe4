from collections import deque


class Recent:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError(f"no room for any entry: {capacity}")
        self._capacity = capacity
        self._values = {}
        self._used = {}
        self._notes = deque()
        self._time = 0

    def _use(self, key):
        self._time += 1
        self._used[key] = self._time
        self._notes.append((key, self._time))

    def put(self, key, value):
        self._values[key] = value
        self._use(key)
        if len(self._values) <= self._capacity:
            return None
        while True:
            oldest, time = self._notes.popleft()
            if self._used.get(oldest) == time:
                del self._used[oldest]
                return oldest, self._values.pop(oldest)

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
