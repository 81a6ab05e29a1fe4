from concurrent.futures import ThreadPoolExecutor


def map_all(function, items, workers):
    results = []
    with ThreadPoolExecutor(workers) as pool:
        for item in items:
            future = pool.submit(function, item)
            try:
                results.append(future.result())
            except Exception as error:
                results.append(error)
    return results
