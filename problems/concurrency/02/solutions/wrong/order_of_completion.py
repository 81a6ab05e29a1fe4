from concurrent.futures import ThreadPoolExecutor


def map_all(function, items, workers):
    results = []

    def work(item):
        try:
            results.append(function(item))
        except Exception as error:
            results.append(error)

    with ThreadPoolExecutor(workers) as pool:
        for item in items:
            pool.submit(work, item)
    return results
