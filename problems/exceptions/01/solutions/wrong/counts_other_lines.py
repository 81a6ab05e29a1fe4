def read_counts(lines):
    counts = []
    number = 0
    for line in lines:
        text = line.strip()
        if not text:
            continue
        number += 1
        try:
            count = int(text)
        except ValueError as error:
            raise ValueError(f"line {number}: {text!r} is not a whole number") from error
        if count < 1:
            raise ValueError(f"line {number}: {count} is less than 1")
        counts.append(count)
    return counts
