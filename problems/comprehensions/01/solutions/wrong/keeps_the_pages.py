def results(pages, wanted):
    return [[result for result in page if wanted(result)] for page in pages]
