def results(pages, wanted):
    """Return one list of the results on all pages that are wanted, in their order."""
    return [result for page in pages for result in page if wanted(result)]
