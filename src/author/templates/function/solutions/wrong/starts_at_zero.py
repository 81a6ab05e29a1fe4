def @NAME@(numbers):
    if not numbers:
        raise ValueError("no numbers")
    largest = 0
    for number in numbers:
        if number > largest:
            largest = number
    return largest
