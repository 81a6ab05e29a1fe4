def count_visit(page, visits=None):
    visits = dict(visits or {})
    visits[page] = visits.get(page, 0) + 1
    return visits
