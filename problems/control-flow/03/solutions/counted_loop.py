def path_to_one(start, limit):
    """A for loop that makes the steps it may; `else` is what happens when they are used up."""
    if start < 1:
        raise ValueError(f"{start} is below 1")
    path = [start]
    number = start
    for _ in range(limit):
        if number == 1:
            break
        half, is_odd = divmod(number, 2)
        number = 3 * number + 1 if is_odd else half
        path.append(number)
    else:
        if number != 1:
            raise RuntimeError(f"no 1 within {limit} steps from {start}")
    return path
