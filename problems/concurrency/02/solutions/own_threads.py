import queue
import threading


def map_all(function, items, workers):
    """A queue of places that are still to do; each thread takes the next until it is empty."""
    if workers < 1:
        raise ValueError("no workers")
    items = list(items)
    results = [None] * len(items)
    stopped = []
    places = queue.SimpleQueue()
    for place in range(len(items)):
        places.put(place)

    def work():
        while True:
            try:
                place = places.get_nowait()
            except queue.Empty:
                return
            try:
                results[place] = function(items[place])
            except Exception as error:
                results[place] = error
            except BaseException as error:
                stopped.append(error)

    threads = [threading.Thread(target=work) for _ in range(min(workers, len(items)))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for error in stopped:
        raise error
    return results
