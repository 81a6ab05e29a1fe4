from itertools import groupby


def by_letters(words):
    def letters(word):
        return "".join(sorted(word.lower()))

    return {key: list(group) for key, group in groupby(sorted(words, key=letters), key=letters)}
