def @NAME@(numbers):
    """Return the largest of the numbers."""
    if not numbers:
        raise ValueError("no numbers")
    largest = numbers[0]
    for number in numbers:
        largest = max(largest, number)
    return largest
