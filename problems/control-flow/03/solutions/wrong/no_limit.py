def path_to_one(start, limit):
    path = [start]
    number = start
    while number != 1:
        if number % 2 == 0:
            number = number // 2
        else:
            number = 3 * number + 1
        path.append(number)
    return path
