def by_letters(words):
    """Return a dict: sorted letters in lower case -> list of the words that have them."""
    return {}
