from collections import Counter
from functools import partial
from itertools import islice


def word_counts(texts, pool, chunk=100, least=1):
    """Return how often each word occurs in the texts, counted by the processes of the pool."""
    if chunk < 1:
        raise ValueError("a message holds at least one text")
    total = Counter()
    for counts in pool.map(partial(_count, least=least), _chunks(texts, chunk)):
        total.update(counts)
    return total


def _count(texts, least):
    """Runs in another process: all that it needs comes as an argument."""
    return Counter(word for text in texts for word in text.lower().split() if len(word) >= least)


def _chunks(items, size):
    items = iter(items)
    while part := list(islice(items, size)):
        yield part
