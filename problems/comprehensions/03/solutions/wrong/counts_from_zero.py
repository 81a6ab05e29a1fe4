def index(lines):
    words_of = [
        {word.strip(".,;:!?") for word in line.casefold().split()} - {""} for line in lines
    ]
    return {
        word: [number for number, words in enumerate(words_of) if word in words]
        for word in sorted(set().union(*words_of))
    }
