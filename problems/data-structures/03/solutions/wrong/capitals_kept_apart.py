def by_letters(words):
    groups = {}
    for word in words:
        letters = "".join(sorted(word)).lower()
        groups.setdefault(letters, []).append(word)
    return groups
