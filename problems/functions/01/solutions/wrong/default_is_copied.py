def count_visit(page, visits={}):
    if not visits:
        visits = {}
    visits[page] = visits.get(page, 0) + 1
    return visits
