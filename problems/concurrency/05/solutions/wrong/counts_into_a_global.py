from collections import Counter
from functools import partial
from itertools import islice


def word_counts(texts, pool, chunk=100, least=1):
    if chunk < 1:
        raise ValueError("a message holds at least one text")
    total.clear()
    list(pool.map(partial(_count, least=least), _chunks(texts, chunk)))
    return total


total = Counter()


def _count(texts, least):
    total.update(word for text in texts for word in text.lower().split() if len(word) >= least)


def _chunks(items, size):
    items = iter(items)
    while part := list(islice(items, size)):
        yield part
