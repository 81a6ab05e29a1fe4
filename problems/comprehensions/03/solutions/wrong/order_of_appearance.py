def index(lines):
    words_of = [
        {word.strip(".,;:!?") for word in line.casefold().split()} - {""} for line in lines
    ]
    return {
        word: [number for number, words in enumerate(words_of, 1) if word in words]
        for word in dict.fromkeys(word for words in words_of for word in sorted(words))
    }
