from itertools import chain


def results(pages, wanted):
    """Return one list of the results on all pages that are wanted, in their order."""
    return list(result for result in chain.from_iterable(pages) if wanted(result))
