def index(lines):
    """Return a dict from each word, in sorted order, to the numbers of the lines that have it."""
    words_of = [
        {word.strip(".,;:!?") for word in line.casefold().split()} - {""} for line in lines
    ]
    return {
        word: [number for number, words in enumerate(words_of, 1) if word in words]
        for word in sorted(set().union(*words_of))
    }
