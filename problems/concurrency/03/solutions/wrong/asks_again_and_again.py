import queue
import threading
import time


def process(source, handle, workers, capacity):
    if workers < 1 or capacity < 1:
        raise ValueError("a belt needs workers, and room for an item")
    belt = queue.Queue(capacity)
    failures = []
    ended = []

    def work():
        while True:
            over = bool(ended)
            try:
                item = belt.get_nowait()
            except queue.Empty:
                if over:
                    return
                time.sleep(0.001)
                continue
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
        ended.append(True)
        for thread in threads:
            thread.join()
    return failures
