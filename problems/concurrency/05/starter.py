def word_counts(texts, pool, chunk=100, least=1):
    """Return how often each word occurs in the texts, counted by the processes of the pool."""
    counts = {}
    return counts
