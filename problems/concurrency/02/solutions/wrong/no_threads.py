def map_all(function, items, workers):
    if workers < 1:
        raise ValueError("no workers")
    results = []
    for item in items:
        try:
            results.append(function(item))
        except Exception as error:
            results.append(error)
    return results
