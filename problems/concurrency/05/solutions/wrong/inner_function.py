from collections import Counter
from itertools import islice


def word_counts(texts, pool, chunk=100, least=1):
    if chunk < 1:
        raise ValueError("a message holds at least one text")

    def count(texts):
        return Counter(word for text in texts for word in text.lower().split() if len(word) >= least)

    total = Counter()
    for counts in pool.map(count, _chunks(texts, chunk)):
        total.update(counts)
    return total


def _chunks(items, size):
    items = iter(items)
    while part := list(islice(items, size)):
        yield part
