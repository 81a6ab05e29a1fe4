def results(pages, wanted):
    return [result for page in pages for result in page if wanted(result) is True]
