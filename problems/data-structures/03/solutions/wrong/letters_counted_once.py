def by_letters(words):
    groups = {}
    for word in words:
        letters = "".join(sorted(set(word.lower())))
        groups.setdefault(letters, []).append(word)
    return groups
