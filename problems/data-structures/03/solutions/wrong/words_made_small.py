def by_letters(words):
    groups = {}
    for word in words:
        word = word.lower()
        groups.setdefault("".join(sorted(word)), []).append(word)
    return groups
