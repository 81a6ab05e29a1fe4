from collections import defaultdict


def by_letters(words):
    """Return a dict: sorted letters in lower case -> list of the words that have them."""
    groups = defaultdict(list)
    for word in words:
        groups["".join(sorted(word.lower()))].append(word)
    return dict(groups)
