class _Node:
    __slots__ = ("key", "value", "before", "after")

    def __init__(self, key=None, value=None):
        self.key = key
        self.value = value
        self.before = self.after = self


class Recent:
    """A ring of nodes in the order of their use, and a dict that finds them."""

    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self._capacity = capacity
        self._nodes = {}
        self._ends = _Node()  # between the last and the first

    def put(self, key, value):
        node = self._nodes.get(key)
        if node is not None:
            node.value = value
            self._use(node)
            return None
        gone = None
        if len(self._nodes) == self._capacity:
            oldest = self._ends.after
            self._take_out(oldest)
            del self._nodes[oldest.key]
            gone = oldest.key, oldest.value
        self._nodes[key] = node = _Node(key, value)
        self._use(node)
        return gone

    def get(self, key, default=None):
        node = self._nodes.get(key)
        if node is None:
            return default
        self._use(node)
        return node.value

    def __contains__(self, key):
        return key in self._nodes

    def __len__(self):
        return len(self._nodes)

    def __iter__(self):
        node = self._ends.after
        while node is not self._ends:
            yield node.key
            node = node.after

    @staticmethod
    def _take_out(node):
        node.before.after, node.after.before = node.after, node.before

    def _use(self, node):
        self._take_out(node)
        last = self._ends.before
        node.before, node.after = last, self._ends
        last.after = self._ends.before = node
