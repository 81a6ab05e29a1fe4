def read_counts(lines):
    counts = []
    number = 0
    try:
        for number, line in enumerate(lines, start=1):
            text = line.strip()
            if not text:
                continue
            count = int(text)
            if count >= 1:
                counts.append(count)
            else:
                break
        else:
            return counts
    except BaseException as error:
        raise ValueError(f"line {number}: {text!r} is not a whole number") from error
    raise ValueError(f"line {number}: {count} is less than 1")
