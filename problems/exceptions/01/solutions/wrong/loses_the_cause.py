def read_counts(lines):
    counts = []
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if not text:
            continue
        try:
            count = int(text)
        except ValueError:
            raise ValueError(f"line {number}: {text!r} is not a whole number")
        if count < 1:
            raise ValueError(f"line {number}: {count} is less than 1")
        counts.append(count)
    return counts
