def path_to_one(start, limit):
    if start < 1:
        raise ValueError(f"no path to 1 begins at {start}")
    path = [start]
    number = start
    while number != 1:
        if len(path) >= limit:
            raise RuntimeError(f"{start} has not come to 1 in {limit} steps")
        number = number // 2 if number % 2 == 0 else 3 * number + 1
        path.append(number)
    return path
