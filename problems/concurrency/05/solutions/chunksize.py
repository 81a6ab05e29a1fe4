from collections import Counter
from itertools import repeat


def _words(text, least):
    return Counter(filter(lambda word: len(word) >= least, text.lower().split()))


def word_counts(texts, pool, chunk=100, least=1):
    """The pool makes the groups itself. A lambda is no harm in a place from which it does not travel."""
    return sum(pool.map(_words, texts, repeat(least), chunksize=chunk), Counter())
