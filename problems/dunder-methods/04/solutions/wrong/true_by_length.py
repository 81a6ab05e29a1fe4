from collections.abc import Sequence


class Vector(Sequence):
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

    def __getitem__(self, index):
        if isinstance(index, slice):
            return type(self)(*self._components[index])
        return self._components[index]
