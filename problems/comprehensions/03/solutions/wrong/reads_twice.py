def words_in(line):
    return {word.strip(".,;:!?") for word in line.casefold().split()} - {""}


def index(lines):
    words = {word for line in lines for word in words_in(line)}
    return {
        word: [number for number, line in enumerate(lines, 1) if word in words_in(line)]
        for word in sorted(words)
    }
