"""Which waits are taken to be endless: each is made by a thread, and looked at while it waits."""

import queue
import sys
import threading
import time
import unittest

from harness import stuck

ENDLESS = [
    "lock.acquire()", "lock.acquire(True)", "lock.acquire(1)", "lock.acquire(True, -1)", "lock.acquire(True, -1.0)",
    "lock.acquire(timeout=-1)", "lock.acquire(blocking=True)", "lock.acquire(blocking=True, timeout=-1)",
    "lock.acquire(timeout=-1, blocking=True)", "lock.acquire(True, timeout=-1)", "lock.acquire(True, no_limit)",
    "lock.acquire(timeout=local)", "lock.acquire(blocks, local)", "box.lock.acquire(True, -1)", "lock.__enter__()",
    "rlock.acquire(True, -1)", "simple.get()", "simple.get(True)", "simple.get(True, None)", "simple.get(timeout=None)",
    "simple.get(block=True, timeout=None)", "event.wait()", "event.wait(None)", "full.get()", "condition.wait()",
]
ENDLESS_BLOCKS = [
    "with lock: pass", "with rlock: pass", "with condition: condition.wait()", "semaphore.acquire(True, None)",
]
TIMED = [
    "lock.acquire(True, 2)", "lock.acquire(timeout=2)", "lock.acquire(timeout=2.5)",
    "lock.acquire(True, timeout=limit)", "lock.acquire(True, local_limit)", "rlock.acquire(True, 2)",
    "simple.get(True, 2)", "simple.get(timeout=2)",
    "event.wait(2)", "full.get(True, 2)", "semaphore.acquire(True, 2)", "time.sleep(2)",
    "lock.acquire(True, 2) or lock.acquire()",
]
NOT_TOLD = [
    "lock.acquire(True, -1 if local else 2)", "lock.acquire(*(True, -1))", "lock.acquire(True, int('2'))",
]


class Waits(unittest.TestCase):
    """All of them wait at the same time; then all are let go."""

    def setUp(self):
        self.done, self.threads = threading.Event(), []

    def wait(self, source):
        """Starts it in a thread of its own; what it waits for, and what lets it go."""
        lock, rlock, simple, full = threading.Lock(), threading.RLock(), queue.SimpleQueue(), queue.Queue()
        condition, semaphore, event = threading.Condition(), threading.Semaphore(0), threading.Event()
        box = type("Box", (), {"lock": lock})
        names = dict(lock=lock, rlock=rlock, simple=simple, full=full, semaphore=semaphore, event=event, box=box,
                     time=time, condition=condition, no_limit=-1, limit=2)
        lock.acquire()
        rlock.acquire()
        block = source if "condition" not in source or source.startswith("with") else f"with condition: {source}"
        exec(f"def wait(local=-1, local_limit=2, blocks=True):\n    {block}\n", names)
        thread = threading.Thread(target=names["wait"], daemon=True)
        thread.start()
        self.threads.append(thread)

        def release():
            lock.release()
            rlock.release()
            simple.put(1)
            full.put(1)
            event.set()
            semaphore.release()
            with condition:
                condition.notify_all()

        self.addCleanup(release)
        return source, thread

    def look(self, sources):
        waiting = [self.wait(source) for source in sources]
        time.sleep(0.3)
        frames = sys._current_frames()
        return {source: stuck.waits_for_ever(frames[thread.ident]) for source, thread in waiting}

    def test_endless(self):
        for source, seen in self.look([*ENDLESS, *ENDLESS_BLOCKS]).items():
            with self.subTest(source):
                self.assertTrue(seen)

    def test_timed(self):
        for source, seen in self.look([*TIMED, *NOT_TOLD]).items():
            with self.subTest(source):
                self.assertFalse(seen)


if __name__ == "__main__":
    unittest.main()
