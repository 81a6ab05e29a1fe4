from collections import OrderedDict


class Recent:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError(f"no room for any entry: {capacity}")
        self._capacity = capacity
        self._entries = OrderedDict()  # what was used last is at the end

    def put(self, key, value):
        self._entries[key] = value
        self._entries.move_to_end(key)
        if len(self._entries) > self._capacity:
            return self._entries.popitem(last=False)
        return None

    def get(self, key, default=None):
        if key not in self._entries:
            return default
        return self._entries[key]

    def __contains__(self, key):
        return key in self._entries

    def __len__(self):
        return len(self._entries)

    def __iter__(self):
        return iter(self._entries)
