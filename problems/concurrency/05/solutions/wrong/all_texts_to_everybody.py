from collections import Counter
from functools import partial


def word_counts(texts, pool, chunk=100, least=1):
    if chunk < 1:
        raise ValueError("a message holds at least one text")
    texts = list(texts)
    total = Counter()
    for counts in pool.map(partial(_count, texts, chunk, least), range(0, len(texts), chunk)):
        total.update(counts)
    return total


def _count(texts, chunk, least, start):
    return Counter(word for text in texts[start:start + chunk] for word in text.lower().split() if len(word) >= least)
