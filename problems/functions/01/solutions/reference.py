def count_visit(page, visits=None):
    """Count one visit of the page in visits, and return visits."""
    if visits is None:
        visits = {}
    visits[page] = visits.get(page, 0) + 1
    return visits
