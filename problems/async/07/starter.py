async def retry(operation, attempts, base=1, cap=60, jitter=None):
    """Await operation() until it succeeds, at most so many times, with growing waits."""
    return await operation()
