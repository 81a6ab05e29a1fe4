def results(pages, wanted):
    return [result for result in page for page in pages if wanted(result)]
