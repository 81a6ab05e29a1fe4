def count_visit(page, visits={}):
    if visits is None:
        visits = {}
    visits[page] = visits.get(page, 0) + 1
    return visits
