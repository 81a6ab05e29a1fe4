import multiprocessing
import os
import queue
import signal
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import shared_memory


def start(*functions):
    threads = [threading.Thread(target=function, name=function.__name__) for function in functions]
    for thread in threads:
        thread.start()
    return threads


def opposite_order():
    first, second = threading.Lock(), threading.Lock()
    both = threading.Barrier(2)

    def alice():
        with first:
            both.wait()
            with second:
                pass

    def bob():
        with second:
            both.wait()
            with first:
                pass

    for thread in start(alice, bob):
        thread.join()


def joins_each_other():
    made = []
    ready = threading.Event()

    def left():
        ready.wait()
        made[1].join()

    def right():
        ready.wait()
        made[0].join()

    made.extend(start(left, right))
    ready.set()
    made[0].join()


def gets_for_ever():
    return queue.Queue().get()


def simple_queue():
    return queue.SimpleQueue().get()


def acquires_twice():
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()


def acquires_without_limit():
    """Nobody wakes either of the two."""
    lock = threading.Lock()
    lock.acquire()

    def waits():
        lock.acquire(True, -1)

    start(waits)
    lock.acquire(blocking=True, timeout=-1)


def acquires_in_turns():
    """Each says that it waits without a limit, but one of them has one."""
    lock = threading.Lock()
    lock.acquire()

    def gives_up():
        if not lock.acquire(True, 0.4):
            lock.release()

    start(gives_up)
    return lock.acquire(True, -1)


def waits_in_with():
    lock = threading.Lock()
    with lock:
        with lock:
            pass


def no_notify():
    condition = threading.Condition()
    with condition:
        condition.wait()


def idle_pool():
    with ThreadPoolExecutor(2) as pool:
        done = threading.Event()
        pool.submit(done.wait).result()


def late_release(seconds):
    """No deadlock: the one that sleeps wakes the others."""
    event = threading.Event()

    def opens():
        time.sleep(seconds)
        event.set()

    start(opens)
    event.wait()
    return "open"


def timed_wait(seconds):
    return threading.Event().wait(seconds)


def timed_acquire(seconds):
    lock = threading.Lock()
    lock.acquire()
    return lock.acquire(timeout=seconds)


def alarm():
    lock = threading.Lock()
    lock.acquire()
    signal.signal(signal.SIGALRM, lambda number, frame: lock.release())
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    lock.acquire()
    return "released"


def spins():
    def spinner():
        while True:
            pass

    start(spinner)[0].join()


def sleeps_long():
    time.sleep(30)


def square(n):
    return n * n


def by_queue():
    results = multiprocessing.Queue()
    workers = [multiprocessing.Process(target=lambda n=n: results.put(square(n))) for n in (1, 2, 3)]
    for worker in workers:
        worker.start()
    found = sorted(results.get() for _ in workers)
    for worker in workers:
        worker.join()
    return found


def by_pool():
    with multiprocessing.Pool(2) as pool:
        return pool.map(square, [1, 2, 3])


def by_executor():
    with ProcessPoolExecutor(2) as pool:
        return list(pool.map(square, [1, 2, 3]))


def by_pipe():
    ours, theirs = multiprocessing.Pipe()
    worker = multiprocessing.Process(target=lambda: theirs.send({"n": 1}))
    worker.start()
    found = ours.recv()
    worker.join()
    return found


def by_value():
    total = multiprocessing.Value("i", 0)

    def add():
        with total.get_lock():
            total.value += 1

    workers = [multiprocessing.Process(target=add) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return total.value


def by_shared_memory():
    block = shared_memory.SharedMemory(create=True, size=8)
    worker = multiprocessing.Process(target=lambda: block.buf.__setitem__(0, 7))
    worker.start()
    worker.join()
    found = block.buf[0]
    block.close()
    block.unlink()
    return found


def terminates():
    worker = multiprocessing.Process(target=time.sleep, args=(60,))
    worker.start()
    worker.terminate()
    worker.join()
    return worker.exitcode


def empty_queue():
    return multiprocessing.Queue().get()


def kills_pid_1():
    os.kill(1, signal.SIGTERM)
