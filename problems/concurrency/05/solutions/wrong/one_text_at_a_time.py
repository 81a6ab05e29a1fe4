from collections import Counter
from functools import partial


def word_counts(texts, pool, chunk=100, least=1):
    if chunk < 1:
        raise ValueError("a message holds at least one text")
    total = Counter()
    for counts in pool.map(partial(_count, least=least), texts):
        total.update(counts)
    return total


def _count(text, least):
    return Counter(word for word in text.lower().split() if len(word) >= least)
