from concurrent.futures import ThreadPoolExecutor


def map_all(function, items, workers):
    """Return function(item) for each item, or the exception that it raised, by `workers` threads."""

    def attempt(item):
        try:
            return function(item)
        except Exception as error:
            return error

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(attempt, items))
