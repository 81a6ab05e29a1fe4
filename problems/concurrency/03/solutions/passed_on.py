from queue import Queue
from threading import Thread


class _Worker(Thread):
    """The end is put onto the belt once: whoever finds it leaves it there for the next."""

    def __init__(self, belt, end, handle, failures):
        super().__init__()
        self.belt, self.end, self.handle, self.failures = belt, end, handle, failures

    def run(self):
        for item in iter(self.belt.get, self.end):
            try:
                self.handle(item[0])
            except Exception as error:
                self.failures.append((item[0], error))
        self.belt.put(self.end)


def process(source, handle, workers, capacity):
    if min(workers, capacity) < 1:
        raise ValueError("no workers, or no room")
    belt, failures = Queue(capacity), []
    team = [_Worker(belt, (), handle, failures) for _ in range(workers)]
    for worker in team:
        worker.start()
    try:
        for item in source:
            belt.put((item,))
    finally:
        belt.put(())
        for worker in team:
            worker.join()
    return failures
