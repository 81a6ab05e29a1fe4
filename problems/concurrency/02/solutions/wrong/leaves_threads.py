from concurrent.futures import ThreadPoolExecutor

pools = []


def map_all(function, items, workers):
    def attempt(item):
        try:
            return function(item)
        except Exception as error:
            return error

    pool = ThreadPoolExecutor(workers)
    pools.append(pool)
    return list(pool.map(attempt, items))
