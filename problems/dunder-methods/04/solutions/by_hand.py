import operator
from collections import abc


@abc.Sequence.register
class Vector:
    """Some numbers in an order, which do not change."""

    def __init__(self, *components):
        self._components = components

    def __eq__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return self._components == other._components

    def __hash__(self):
        return hash(self._components)

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(map(repr, self._components))})"

    def __len__(self):
        return len(self._components)

    def __iter__(self):
        return iter(self._components)

    def __contains__(self, value):
        return value in self._components

    def __getitem__(self, index):
        if isinstance(index, slice):
            positions = range(*index.indices(len(self)))
            return self.__class__(*[self._components[position] for position in positions])
        position = operator.index(index)
        if position < 0:
            position += len(self)
        if not 0 <= position < len(self):
            raise IndexError(index)
        return self._components[position]

    def __reversed__(self):
        return reversed(self._components)

    def __bool__(self):
        return self._components.count(0) < len(self)

    def index(self, value, *bounds):
        return self._components.index(value, *bounds)

    def count(self, value):
        return self._components.count(value)
