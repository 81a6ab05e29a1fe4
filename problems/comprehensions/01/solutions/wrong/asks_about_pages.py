def results(pages, wanted):
    return [result for page in pages if wanted(page) for result in page]
