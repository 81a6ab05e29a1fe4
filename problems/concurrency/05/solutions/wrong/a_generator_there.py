from collections import Counter
from functools import partial


def word_counts(texts, pool, chunk=100, least=1):
    if chunk < 1:
        raise ValueError("a message holds at least one text")
    total = Counter()
    for counts in pool.map(partial(_count, least=least), _chunks(texts, chunk)):
        total.update(counts)
    return total


def _count(texts, least):
    return Counter(word for text in texts for word in text.lower().split() if len(word) >= least)


def _chunks(items, size):
    items = list(items)
    for start in range(0, len(items), size):
        yield (item for item in items[start:start + size])
