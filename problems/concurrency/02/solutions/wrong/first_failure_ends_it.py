from concurrent.futures import ThreadPoolExecutor


def map_all(function, items, workers):
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(function, items))
