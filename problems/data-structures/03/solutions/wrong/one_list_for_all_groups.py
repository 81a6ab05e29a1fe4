def by_letters(words):
    words = list(words)
    keys = ["".join(sorted(word.lower())) for word in words]
    groups = dict.fromkeys(keys, [])
    for key, word in zip(keys, words):
        groups[key].append(word)
    return groups
