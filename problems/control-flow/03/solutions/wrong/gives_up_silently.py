def path_to_one(start, limit):
    if start < 1:
        raise ValueError(f"no path to 1 begins at {start}")
    path = [start]
    for _ in range(limit):
        if path[-1] == 1:
            break
        number = path[-1]
        path.append(number // 2 if number % 2 == 0 else 3 * number + 1)
    return path
