def by_letters(words):
    """Return a dict: sorted letters in lower case -> list of the words that have them."""
    groups = {}
    for word in words:
        letters = "".join(sorted(word.lower()))
        groups.setdefault(letters, []).append(word)
    return groups
