import queue
import threading

_END = object()


def process(source, handle, workers, capacity):
    if workers < 1 or capacity < 1:
        raise ValueError("a belt needs workers, and room for an item")
    belt = queue.Queue()
    failures = []

    def work():
        while (item := belt.get()) is not _END:
            try:
                handle(item)
            except Exception as error:
                failures.append((item, error))

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    try:
        for item in source:
            belt.put(item)
    finally:
        for _ in threads:
            belt.put(_END)
        for thread in threads:
            thread.join()
    return failures
