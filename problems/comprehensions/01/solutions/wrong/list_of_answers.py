def results(pages, wanted):
    return [wanted(result) for page in pages for result in page]
