def path_to_one(start, limit):
    if start < 1:
        raise ValueError(f"no path to 1 begins at {start}")
    path = [start]
    while path[-1] != 1:
        if len(path) > limit:
            raise RuntimeError(f"{start} has not come to 1 in {limit} steps")
        number = path[-1]
        path.append(number / 2 if number % 2 == 0 else 3 * number + 1)
    return path
