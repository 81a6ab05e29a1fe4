everything = {}


def count_visit(page, visits=None):
    if visits is None:
        visits = everything
    visits[page] = visits.get(page, 0) + 1
    return visits
