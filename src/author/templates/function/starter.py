def @NAME@(numbers):
    """Return the largest of the numbers."""
    return None
