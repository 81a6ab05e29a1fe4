import asyncio


async def resize_all(pictures, resize, pool, report):
    """Resize all pictures in the pool; return the small ones in order."""
    jobs = [asyncio.ensure_future(pool.run(resize, picture)) for picture in pictures]
    try:
        for number, ended in enumerate(asyncio.as_completed(jobs), 1):
            await ended
            report(number, len(jobs))
    except BaseException:
        for job in jobs:
            job.cancel()
        raise
    return [job.result() for job in jobs]
