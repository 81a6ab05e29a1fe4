import threading


def map_all(function, items, workers):
    if workers < 1:
        raise ValueError("no workers")
    items = list(items)
    results = [None] * len(items)
    free = threading.Semaphore(workers)

    def work(place, item):
        with free:
            try:
                results[place] = function(item)
            except Exception as error:
                results[place] = error

    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(items)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
