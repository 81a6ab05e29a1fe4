import threading
from collections import deque


def process(source, handle, workers, capacity):
    """Without a queue: what a queue does inside."""
    if workers < 1 or capacity < 1:
        raise ValueError("no workers, or no room")
    belt, failures, ended = deque(), [], []
    changed = threading.Condition()

    def work():
        while True:
            with changed:
                changed.wait_for(lambda: belt or ended)
                if not belt:
                    return
                item = belt.popleft()
                changed.notify_all()
            try:
                handle(item)
            except Exception as error:
                failures.append((item, error))

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    try:
        for item in source:
            with changed:
                changed.wait_for(lambda: len(belt) < capacity)
                belt.append(item)
                changed.notify_all()
    finally:
        with changed:
            ended.append(True)
            changed.notify_all()
        for thread in threads:
            thread.join()
    return failures
