def seen_by_helper():
    import solution

    return solution.limit


def twice(value):
    return [value, value]


helper_limit = 40
