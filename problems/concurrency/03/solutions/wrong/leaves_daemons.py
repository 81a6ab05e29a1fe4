import queue
import threading


def process(source, handle, workers, capacity):
    if workers < 1 or capacity < 1:
        raise ValueError("a belt needs workers, and room for an item")
    belt = queue.Queue(capacity)
    failures = []

    def work():
        while True:
            item = belt.get()
            try:
                handle(item)
            except Exception as error:
                failures.append((item, error))
            finally:
                belt.task_done()

    threads = [threading.Thread(target=work, daemon=True) for _ in range(workers)]
    for thread in threads:
        thread.start()
    try:
        for item in source:
            belt.put(item)
    finally:
        belt.join()
    return failures
