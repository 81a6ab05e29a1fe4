from collections import Counter
from functools import partial
from itertools import islice

seen = Counter()


def word_counts(texts, pool, chunk=100, least=1):
    if chunk < 1:
        raise ValueError("a message holds at least one text")
    total = Counter()
    for counts in pool.map(partial(_count, least=least), _chunks(texts, chunk)):
        total.update(counts)
    return total


def _count(texts, least):
    for text in texts:
        seen.update(word for word in text.lower().split() if len(word) >= least)
    return seen


def _chunks(items, size):
    items = iter(items)
    while part := list(islice(items, size)):
        yield part
