from concurrent.futures import ThreadPoolExecutor


def map_all(function, items, workers):
    """A future keeps the exception until somebody asks for the result."""
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = [pool.submit(function, item) for item in items]
    return [_outcome(future) for future in futures]


def _outcome(future):
    try:
        return future.result()
    except Exception as error:
        return error
