import asyncio


async def consume(source, handle, workers, room):
    """Handle the items of source with several workers; return the failures."""
    queue = asyncio.Queue(room)
    failed = []

    async def work():
        while True:
            item = await queue.get()
            try:
                await handle(item)
                queue.task_done()
            except Exception as error:
                failed.append((item, error))

    tasks = [asyncio.ensure_future(work()) for _ in range(workers)]
    try:
        try:
            async for item in source:
                await queue.put(item)
        except Exception:
            await queue.join()
            raise
        await queue.join()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return failed
