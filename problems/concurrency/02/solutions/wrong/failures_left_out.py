from concurrent.futures import ThreadPoolExecutor


def map_all(function, items, workers):
    results = []
    with ThreadPoolExecutor(workers) as pool:
        futures = [pool.submit(function, item) for item in items]
    for future in futures:
        try:
            results.append(future.result())
        except Exception as error:
            print(error)
    return results
