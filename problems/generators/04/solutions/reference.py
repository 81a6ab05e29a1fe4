from collections import deque


def windows(iterable, size):
    """Yield tuples of size items that follow one another; each begins one item later."""
    window = deque(maxlen=size)
    for item in iterable:
        window.append(item)
        if len(window) == size:
            yield tuple(window)
