def index(lines):
    pairs = [
        (word.strip(".,;:!?"), number)
        for number, line in enumerate(lines, 1)
        for word in line.casefold().split()
    ]
    words = sorted({word for word, _ in pairs} - {""})
    return {word: [number for other, number in pairs if other == word] for word in words}
