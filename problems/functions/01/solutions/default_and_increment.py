def count_visit(page, visits=None):
    """Begin a page at 0 where it is new; then there is always something to add to."""
    counts = {} if visits is None else visits
    counts.setdefault(page, 0)
    counts[page] += 1
    return counts
