class Line:
    """Everybody draws a number: a dict from the number to who has it."""

    def __init__(self):
        self._places = {}
        self._first = 0
        self._end = 0

    def put(self, item):
        self._places[self._end] = item
        self._end += 1

    def put_back(self, item):
        self._first -= 1
        self._places[self._first] = item

    def get(self):
        if self._first == self._end:
            raise IndexError("nobody waits")
        item = self._places.pop(self._first)
        self._first += 1
        return item

    def __len__(self):
        return len(self._places)

    def __iter__(self):
        return (self._places[number] for number in range(self._first, self._end))
