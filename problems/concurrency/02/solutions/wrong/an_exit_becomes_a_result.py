from concurrent.futures import ThreadPoolExecutor


def map_all(function, items, workers):
    def attempt(item):
        try:
            return function(item)
        except BaseException as error:
            return error

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(attempt, items))
