import queue
import threading


def process(source, handle, workers, capacity):
    if workers < 1 or capacity < 1:
        raise ValueError("a belt needs workers, and room for an item")
    belt = queue.Queue(capacity)
    failures = []
    for item in source:
        belt.put(item)

    def work():
        while True:
            try:
                item = belt.get(block=False)
            except queue.Empty:
                return
            try:
                handle(item)
            except Exception as error:
                failures.append((item, error))

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures
