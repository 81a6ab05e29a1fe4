def index(lines):
    words_of = [
        {word.strip(".,;:!?") for word in line.lower().split()} - {""} for line in lines
    ]
    return {
        word: [number for number, words in enumerate(words_of, 1) if word in words]
        for word in sorted(set().union(*words_of))
    }
