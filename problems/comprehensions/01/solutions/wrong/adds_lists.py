def results(pages, wanted):
    return [result for result in sum(pages, []) if wanted(result)]
