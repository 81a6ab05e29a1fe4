import asyncio


async def resize_all(pictures, resize, pool, report):
    """Resize all pictures in the pool; return the small ones in order."""
    done = 0

    async def resize_one(picture):
        nonlocal done
        small = await pool.run(resize, picture)
        done += 1
        report(done, len(pictures))
        return small

    tasks = [asyncio.ensure_future(resize_one(picture)) for picture in pictures]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
