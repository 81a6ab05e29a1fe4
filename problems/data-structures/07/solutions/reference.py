from collections import OrderedDict


class Recent:
    """Keeps up to `capacity` entries, and lets those go that were not used for longest."""

    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError(f"no room for any entry: {capacity}")
        self._capacity = capacity
        self._entries = OrderedDict()  # what was used last is at the end

    def put(self, key, value):
        """Store a value. Return the entry that had to go as (key, value), or None."""
        self._entries[key] = value
        self._entries.move_to_end(key)
        if len(self._entries) > self._capacity:
            return self._entries.popitem(last=False)
        return None

    def get(self, key, default=None):
        """Return the value of the key, or default, and count that as a use."""
        if key not in self._entries:
            return default
        self._entries.move_to_end(key)
        return self._entries[key]

    def __contains__(self, key):
        return key in self._entries

    def __len__(self):
        return len(self._entries)

    def __iter__(self):
        """Give the keys; last the one that was used last."""
        return iter(self._entries)
