from concurrent.futures import ThreadPoolExecutor


def map_all(function, items, workers):
    def attempt(item):
        try:
            return function(item)
        except Exception as error:
            return error

    items = list(items)
    results = []
    with ThreadPoolExecutor(workers) as pool:
        for start in range(0, len(items), workers):
            results.extend(pool.map(attempt, items[start:start + workers]))
    return results
