from collections import Counter


def word_counts(texts, pool, chunk=100, least=1):
    if chunk < 1:
        raise ValueError("a message holds at least one text")
    return Counter(word for text in texts for word in text.lower().split() if len(word) >= least)
